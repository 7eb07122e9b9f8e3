import type { AddressChoice, AddressGrade } from '#server/contract/address-review.ts';
import type { PlacePrecision } from '#server/contract/geocoding.ts';
import type { ConsentCode, RowProblemCode } from '#server/contract/point-import.ts';
import type { AddressAnswer } from '#server/features/geocoding/gazetteer-memory.ts';

const GRADE: Record<PlacePrecision, AddressGrade> = {
  door: 'door',
  interpolated: 'door',
  junction: 'street',
  place: 'street',
  street: 'street',
  commune: 'commune',
};

/** What was found for an address, whatever somebody chose. */
export function gradeOf({ items: [best], ambiguous }: AddressAnswer): AddressGrade {
  if (best === undefined) return 'not_found';
  return ambiguous ? 'several' : GRADE[best.precision];
}

/** Which of the candidates is used, or why none is. */
export type Settled = { used: number } | { code: RowProblemCode };

/**
 * Takes what a person chose, else the one place that the address clearly means. A choice that is no longer
 * among the candidates counts for nothing; what is known by its commune alone waits for consent.
 */
export function settleAddress(
  answer: AddressAnswer,
  choice: AddressChoice | undefined,
  consents: readonly ConsentCode[],
): Settled {
  if (choice !== undefined) {
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
