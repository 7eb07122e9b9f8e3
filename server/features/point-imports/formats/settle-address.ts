import type { KnownCommune } from '#server/addresses/commune-names.ts';
import type { AddressAnswer } from '#server/addresses/gazetteer-memory.ts';
import type { AddressChoice, AddressGrade, HandPlace } from '#server/contract/address-review.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { PlacePrecision } from '#server/contract/geocoding.ts';
import type { ConsentCode, RowProblemCode } from '#server/contract/point-import.ts';

const GRADE: Record<PlacePrecision, AddressGrade> = {
  door: 'door',
  interpolated: 'door',
  junction: 'street',
  place: 'street',
  street: 'street',
  commune: 'commune',
};

/** Grades the answer for an address, regardless of anybody's choice. */
export function gradeOf({ items: [best], ambiguous }: AddressAnswer): AddressGrade {
  if (best === undefined) return 'not_found';
  return ambiguous ? 'several' : GRADE[best.precision];
}

/** A place that a person gave; `commune` is its name where nothing finer is known. */
export type PlacedByHand = { position: LonLat; radiusMetres: number; commune: string | null };

/** Decision for a row: the candidate used, the place given by a person, or the reason why it has no place. */
export type Settled = { used: number } | { byHand: PlacedByHand } | { code: RowProblemCode };

/**
 * Takes what a person chose, else the one place that the address clearly means. A choice that is no longer
 * among the candidates or the communes counts for nothing; what an address gives no more than a commune for
 * waits for consent, which a person who names the commune has given.
 */
export function settleAddress(
  answer: AddressAnswer,
  choice: AddressChoice | undefined,
  consents: readonly ConsentCode[],
  communes: readonly KnownCommune[] = [],
): Settled {
  if (choice !== undefined && 'byHand' in choice) {
    const byHand = placeByHand(choice.byHand, communes);
    if (byHand !== null) return { byHand };
  } else if (choice !== undefined) {
    if (choice.position === null) return { code: 'import.address_left_out' };
    const [longitude, latitude] = choice.position;
    const used = answer.items.findIndex(
      ({ position }) => position[0] === longitude && position[1] === latitude,
    );
    if (used !== -1) return { used };
  }
  const grade = gradeOf(answer);
  if (grade === 'not_found') return { code: 'import.address_not_found' };
  if (grade === 'several') return { code: 'import.address_several' };
  const agreed = grade !== 'commune' || consents.includes('import.address_commune');
  return agreed ? { used: 0 } : { code: 'import.address_commune' };
}

function placeByHand(given: HandPlace, communes: readonly KnownCommune[]): PlacedByHand | null {
  if ('position' in given) {
    return { position: given.position, radiusMetres: given.errorMetres, commune: null };
  }
  const commune = communes.find(({ id }) => id === given.communeId);
  if (commune === undefined) return null;
  const { centre, radiusMetres, name } = commune;
  return { position: centre, radiusMetres: Math.ceil(radiusMetres), commune: name };
}
