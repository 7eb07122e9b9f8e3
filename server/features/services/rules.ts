import type { ProblemCode } from '#server/contract/problem.ts';
import type { AddSupportService } from '#server/contract/support-service.ts';
import { foldText } from '#server/contract/text.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** The words searched for, folded as the database folds what it searches in. */
export function searchedWords(given: string): string[] {
  return foldText(given)
    .split(' ')
    .filter((word) => word !== '');
}

/** Reason why an entry may not stand in a public directory; null when it may. */
export function whyNotList(
  entry: AddSupportService,
  today: IsoDate,
): { code: ProblemCode; field: keyof AddSupportService } | null {
  // Who fled must not be found through us.
  if (entry.kind === 'shelter' && entry.address !== null) {
    return { code: 'service.shelter_address', field: 'address' };
  }
  if (entry.confirmedOn !== null && entry.confirmedOn > today) {
    return { code: 'service.confirmed_in_future', field: 'confirmedOn' };
  }
  return null;
}
