import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { communesQuery, useCommuneAreas } from '#client/api/communes.ts';
import { useConfiguration } from '#client/api/configuration.ts';
import { useMe } from '#client/api/me.ts';
import { useText } from '#client/i18n/use-text.ts';
import { boundsAround } from '#client/map/camera.ts';
import { CommuneAreas } from '#client/map/commune-areas.tsx';
import { PlaceMap } from '#client/map/place-map.tsx';
import { mapColours } from '#client/map/style/map-colours.ts';
import { useBasemap } from '#client/map/use-basemap.ts';
import { TOKENS } from '#client/ui/tokens.ts';
import type { LonLat } from '#server/contract/geo.ts';

const MARGIN_DEGREES = 0.02;

/** The map of a place field: the communes, and the spot that is chosen. */
export default function MapOfPlace(props: {
  position: LonLat | null;
  errorMetres: number;
  onPick: (position: LonLat) => void;
  onCentre: (position: LonLat) => void;
}) {
  const { tipIntake: own } = useText();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const tokens = TOKENS[scheme];
  const colours = mapColours(tokens, scheme);
  const basemap = useBasemap(useConfiguration()?.basemap ?? null, scheme);
  const communes = useQuery(communesQuery).data;
  const areas = useCommuneAreas(communes?.approximate);
  const me = useMe();
  if (communes === undefined) return null;
  const ownCodes = new Set(me.communes.map(({ code }) => code));
  const reached = communes.items.filter(({ code }) => ownCodes.size === 0 || ownCodes.has(code));
  return (
    <PlaceMap
      {...props}
      label={own.map}
      colours={colours}
      basemap={basemap}
      accent={tokens.accent}
      home={boundsAround(
        reached.map(({ centre }) => centre),
        MARGIN_DEGREES,
      )}
    >
      <CommuneAreas
        areas={areas}
        communes={communes.items}
        chosen={[]}
        colours={colours}
        overBasemap={basemap !== null}
      />
    </PlaceMap>
  );
}
