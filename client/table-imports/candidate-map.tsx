import { Marker } from '@vis.gl/react-maplibre';

import { useText } from '#client/i18n/use-text.ts';
import { CityMap } from '#client/map/city-map.tsx';
import { useTokens } from '#client/ui/use-tokens.ts';
import { boundsAround } from '#client/map/camera.ts';
import { GroundAround } from '#client/map/ground-around.tsx';
import type { ReviewedAddress } from '#server/contract/address-review.ts';

import { letterOf } from './address-row.tsx';
import classes from './address-review.module.css';
import type { Decision } from './address-rows.ts';

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
  const { accent } = useTokens();
  const chosen = typeof decision === 'number' ? row.candidates[decision] : undefined;
  const home = boundsAround(
    row.candidates.map(({ position }) => position),
    MARGIN_DEGREES,
  );
  return (
    <CityMap home={home} label={own.map} inPage>
      {chosen !== undefined && (
        <GroundAround
          id="address-radius"
          place={chosen.position}
          metres={chosen.radiusMetres}
          colour={accent}
        />
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
    </CityMap>
  );
}
