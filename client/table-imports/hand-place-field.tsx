import { PlaceField } from '#client/forms/place-field.tsx';
import { errorMetresOf, type Place, placeWithin } from '#client/forms/place.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { HandPlace, ReviewedAddress } from '#server/contract/address-review.ts';

import classes from './address-review.module.css';

/** Field for the place of a row: by a press on the map, search, coordinates, or a commune alone. */
export function HandPlaceField({
  row,
  place,
  onPlace,
}: {
  row: ReviewedAddress;
  place: HandPlace | null;
  onPlace: (place: HandPlace | null) => void;
}) {
  const { addressReview: own } = useText();
  return (
    <div className={classes.hand}>
      <PlaceField
        legend={own.handTitle({ name: row.officialName })}
        value={fieldValueOf(place)}
        error={place !== null && row.byHand?.outsideCity === true ? own.handOutsideMore : undefined}
        onChange={(value) => onPlace(handPlaceFrom(value))}
      />
      <p className={classes.lead}>{own.handMore}</p>
    </div>
  );
}

function fieldValueOf(place: HandPlace | null): Place {
  if (place === null) return { kind: 'none' };
  if ('communeId' in place) return { kind: 'commune', communeId: place.communeId };
  return placeWithin(place.position, place.errorMetres);
}

function handPlaceFrom(value: Place): HandPlace | null {
  if (value.kind === 'none') return null;
  if (value.kind === 'commune') return { communeId: value.communeId };
  return { position: value.position, errorMetres: errorMetresOf(value) };
}
