import type { Account, Assignment } from '#server/contract/account.ts';
import type { IsoDate } from '#server/contract/time.ts';

export type PresentRole = {
  communes: string[];
  /** The first day without the role; null while it is open. */
  validTo: IsoDate | null;
};

function validOn(account: Account, day: IsoDate): Assignment[] {
  return account.assignments.filter(
    ({ validFrom, validTo }) => validFrom <= day && (validTo === null || validTo > day),
  );
}

/** The role of today with its communes; null when none is valid. */
export function presentRole(account: Account, today: IsoDate): PresentRole | null {
  const valid = validOn(account, today);
  const [first] = valid;
  if (first === undefined) return null;
  return {
    communes: valid.flatMap(({ commune }) => (commune === null ? [] : [commune.name])),
    validTo: first.validTo,
  };
}

/** The communes of today's role, by id. */
export function presentCommuneIds(account: Account, today: IsoDate): number[] {
  return validOn(account, today).flatMap(({ commune }) => (commune === null ? [] : [commune.id]));
}

/** The next role that has been given but does not hold yet. */
export function comingRole(account: Account, today: IsoDate): Assignment | null {
  const coming = account.assignments.filter((assignment) => assignment.validFrom > today);
  return coming.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))[0] ?? null;
}
