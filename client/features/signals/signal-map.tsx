import { Layer, Marker, Source } from '@vis.gl/react-maplibre';

import { useText } from '#client/i18n/use-text.ts';
import { CityMap } from '#client/map/city-map.tsx';
import { useTokens } from '#client/ui/use-tokens.ts';
import type { Tokens } from '#client/ui/tokens.ts';
import { boundsAround } from '#client/map/camera.ts';
import { GroundAround } from '#client/map/ground-around.tsx';
import { slotEnd } from '#client/map/style/order.ts';
import { FlagShape, StatusShape } from '#client/ui/status-shape.tsx';
import { PointStatus } from '#server/contract/point.ts';
import { positionsOf, type LonLat } from '#server/contract/geo.ts';
import type { SignalDetail } from '#server/contract/signal-detail.ts';

/** Some ground around the two, about 30 m. */
const MARGIN_DEGREES = 0.0003;

type Place = NonNullable<SignalDetail['place']>;

/** The closed place with the ground that is judged around it, and where the signal lies with its error. */
export default function SignalMap({ signal, place }: { signal: SignalDetail; place: Place }) {
  const { signals: own } = useText();
  const tokens = useTokens();
  return (
    <CityMap
      key={signal.id}
      home={boundsAround(reach(signal, place), MARGIN_DEGREES)}
      label={own.map}
    >
      <PlaceAndGround signal={signal} place={place} tokens={tokens} />
      <Marker longitude={place.anchor[0]} latitude={place.anchor[1]}>
        <StatusShape status={PointStatus.parse(place.status)} size={24} />
      </Marker>
      {signal.position !== null && (
        <Marker longitude={signal.position[0]} latitude={signal.position[1]}>
          <FlagShape flag="suspected" size={24} />
        </Marker>
      )}
    </CityMap>
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
        <GroundAround
          id="signal-error"
          place={signal.position}
          metres={signal.locationErrorMetres}
          colour={tokens.suspected}
        />
      )}
    </>
  );
}

/** Everything that has to be in view. */
function reach(signal: SignalDetail, place: Place): LonLat[] {
  const around = positionsOf(place.judgedArea ?? place.geometry);
  return signal.position === null ? around : [...around, signal.position];
}
