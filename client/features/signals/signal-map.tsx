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
import { MapControls } from '#client/map/map-controls.tsx';
import { mapColours } from '#client/map/style/map-colours.ts';
import { slotEnd } from '#client/map/style/order.ts';
import { useBasemap } from '#client/map/use-basemap.ts';
import { FlagShape, StatusShape } from '#client/ui/status-shape.tsx';
import { TOKENS, type Tokens } from '#client/ui/tokens.ts';
import { PointStatus } from '#server/contract/point.ts';
import { positionsOf, type LonLat } from '#server/contract/geo.ts';
import type { SignalDetail } from '#server/contract/signal.ts';

const PADDING = { top: 24, right: 64, bottom: 32, left: 24 };
/** Some ground around the two, about 30 m. */
const MARGIN_DEGREES = 0.0003;

type Place = NonNullable<SignalDetail['place']>;

/** The closed place with the ground that is judged around it, and where the signal lies with its error. */
export default function SignalMap({ signal, place }: { signal: SignalDetail; place: Place }) {
  const { signals: own } = useText();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const tokens = TOKENS[scheme];
  const colours = mapColours(tokens, scheme);
  const basemap = useBasemap(useConfiguration()?.basemap ?? null, scheme);
  const communes = useQuery(communesQuery).data;
  const areas = useCommuneAreas(communes?.approximate);
  const home = boundsAround(reach(signal, place), MARGIN_DEGREES);
  return (
    <MapCanvas
      key={signal.id}
      initial={{ bounds: home, fitBoundsOptions: { padding: PADDING } }}
      label={own.map}
      colours={colours}
      basemap={basemap}
      interactive={[]}
      cursor="grab"
      onSettled={() => undefined}
    >
      {communes !== undefined && (
        <CommuneAreas
          areas={areas}
          communes={communes.items}
          chosen={[]}
          colours={colours}
          overBasemap={basemap !== null}
        />
      )}
      <PlaceAndGround signal={signal} place={place} tokens={tokens} />
      <Marker longitude={place.anchor[0]} latitude={place.anchor[1]}>
        <StatusShape status={PointStatus.parse(place.status)} size={24} />
      </Marker>
      {signal.position !== null && (
        <Marker longitude={signal.position[0]} latitude={signal.position[1]}>
          <FlagShape flag="suspected" size={24} />
        </Marker>
      )}
      <MapControls home={home} padding={PADDING} />
    </MapCanvas>
  );
}

function PlaceAndGround({
  signal,
  place,
  tokens,
}: {
  signal: SignalDetail;
  place: Place;
  tokens: Tokens;
}) {
  return (
    <>
      <Source id="signal-place" type="geojson" data={place.geometry}>
        <Layer
          id="signal-place-line"
          type="line"
          paint={{ 'line-color': tokens.text, 'line-width': 2 }}
          beforeId={slotEnd('drawing')}
        />
      </Source>
      {place.judgedArea !== null && (
        <Source id="signal-judged" type="geojson" data={place.judgedArea}>
          <Layer
            id="signal-judged-line"
            type="line"
            paint={{ 'line-color': tokens.accent, 'line-width': 2, 'line-dasharray': [3, 2] }}
            beforeId={slotEnd('drawing')}
          />
        </Source>
      )}
      {signal.position !== null && signal.locationErrorMetres !== null && (
        <Source
          id="signal-error"
          type="geojson"
          data={circleAround(signal.position, signal.locationErrorMetres)}
        >
          <Layer
            id="signal-error-fill"
            type="fill"
            paint={{ 'fill-color': tokens.suspected, 'fill-opacity': 0.18 }}
            beforeId={slotEnd('drawing')}
          />
        </Source>
      )}
    </>
  );
}

/** Everything that has to be in view. */
function reach(signal: SignalDetail, place: Place): LonLat[] {
  const around = positionsOf(place.judgedArea ?? place.geometry);
  return signal.position === null ? around : [...around, signal.position];
}
