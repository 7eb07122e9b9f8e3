import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Layer, Marker, Source } from '@vis.gl/react-maplibre';

import { communesQuery, useCommuneAreas } from '#client/api/communes.ts';
import { useConfiguration } from '#client/api/configuration.ts';
import { useText } from '#client/i18n/use-text.ts';
import { boundsAround } from '#client/map/camera.ts';
import { circleAround } from '#client/map/circle-around.ts';
import { CommuneAreas } from '#client/map/commune-areas.tsx';
import { MapCanvas } from '#client/map/map-canvas.tsx';
import { PageFirst } from '#client/map/page-first.tsx';
import { MapControls } from '#client/map/map-controls.tsx';
import { mapColours } from '#client/map/style/map-colours.ts';
import { slotEnd } from '#client/map/style/order.ts';
import { useBasemap } from '#client/map/use-basemap.ts';
import { TOKENS } from '#client/ui/tokens.ts';
import type { ReviewedAddress } from '#server/contract/address-review.ts';

import { letterOf } from './address-row.tsx';
import classes from './address-review.module.css';
import type { Decision } from './address-rows.ts';

const PADDING = { top: 32, right: 64, bottom: 32, left: 32 };
/** Some ground around the places, about 300 m. */
const MARGIN_DEGREES = 0.003;

/** The places that an address may mean, each with the letter that it has in the list; a tap chooses one. */
export default function CandidateMap({
  row,
  decision,
  onChoose,
}: {
  row: ReviewedAddress;
  decision: Decision;
  onChoose: (place: number) => void;
}) {
  const { addressReview: own } = useText();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const tokens = TOKENS[scheme];
  const colours = mapColours(tokens, scheme);
  const basemap = useBasemap(useConfiguration()?.basemap ?? null, scheme);
  const communes = useQuery(communesQuery).data;
  const areas = useCommuneAreas(communes?.approximate);
  const chosen = typeof decision === 'number' ? row.candidates[decision] : undefined;
  const home = boundsAround(
    row.candidates.map(({ position }) => position),
    MARGIN_DEGREES,
  );
  return (
    <MapCanvas
      initial={{ bounds: home, fitBoundsOptions: { padding: PADDING } }}
      label={own.map}
      colours={colours}
      basemap={basemap}
      interactive={[]}
      cursor="grab"
      onSettled={() => undefined}
    >
      <PageFirst />
      <CommuneAreas
        areas={areas}
        communes={communes?.items ?? []}
        chosen={[]}
        colours={colours}
        overBasemap={basemap !== null}
      />
      {chosen !== undefined && (
        <Source
          id="address-radius"
          type="geojson"
          data={circleAround(chosen.position, chosen.radiusMetres)}
        >
          <Layer
            id="address-radius-fill"
            type="fill"
            paint={{ 'fill-color': tokens.accent, 'fill-opacity': 0.16 }}
            beforeId={slotEnd('drawing')}
          />
        </Source>
      )}
      {row.candidates.map(({ position }, place) => (
        <Marker
          key={position.join()}
          longitude={position[0]}
          latitude={position[1]}
          onClick={() => onChoose(place)}
        >
          {/* The list beside it says the same to who cannot see or point. */}
          <span aria-hidden="true" className={classes.letter} data-on={decision === place}>
            {letterOf(place)}
          </span>
        </Marker>
      ))}
      <MapControls home={home} padding={PADDING} />
    </MapCanvas>
  );
}
