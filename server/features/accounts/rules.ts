import {
  type Account,
  type NewAssignment,
  needsCommune,
  PASSWORD_MAXIMUM,
  PASSWORD_MINIMUM,
} from '#server/contract/account.ts';
import { can, PERMISSIONS, REACH, type Role } from '#server/contract/permission.ts';
import type { ProblemCode } from '#server/contract/problem.ts';

/** True where a password would be guessed: too short, too long to hash, too uniform, or made of the name. */
export function isWeakPassword(password: string, username: string): boolean {
  const { length } = password.normalize('NFC');
  if (length < PASSWORD_MINIMUM || length > PASSWORD_MAXIMUM) return true;
  if (new Set(password.toLowerCase()).size < 5) return true;
  if (isGuessed(password)) return true;
  return password.toLowerCase().includes(username.toLowerCase());
}

/**
 * Parts that programs try first when they guess passwords, here and elsewhere, also runs of a keyboard or of digits.
 */
const GUESSED_PARTS =
  /password|passw0rd|p@ssword|matkhau|mậtkhẩu|qwerty|uiop|asdf|ghjk|zxcv|abcdef|abc|admin|iloveyou|welcome|letmein|hanoi|vietnam|diaban|congan|0123456789|1234567890|123456789|12345678|1234567|123456|12345|1234|123|987654321|654321|111111|000000/g;
/** Letters or digits that must remain once those parts are taken out. */
const LEAST_OWN = 6;

/** Tests whether a password consists almost only of parts that everybody tries. */
function isGuessed(password: string): boolean {
  const plain = password
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s._-]/gu, '');
  const own = plain.replaceAll(GUESSED_PARTS, '').replaceAll(/(\d)\1+/g, '$1');
  return own !== plain && own.length < LEAST_OWN;
}

/** Reason why an assignment cannot be granted; null when it can. */
export function whyNotAssignable(assignment: {
  role: Role;
  communeIds: readonly number[];
  validFrom: string;
  validTo: string | null;
}): { code: ProblemCode; pointer: string } | null {
  const { role, communeIds, validFrom, validTo } = assignment;
  if (needsCommune(role) && communeIds.length === 0) {
    return { code: 'account.commune_required', pointer: '/communeIds' };
  }
  if (!needsCommune(role) && communeIds.length > 0) {
    return { code: 'request.invalid', pointer: '/communeIds' };
  }
  if (validTo !== null && validTo <= validFrom) {
    return { code: 'request.invalid', pointer: '/validTo' };
  }
  return null;
}

/**
 * Tells if an assignment gives an account a right, a commune or a day that it has not got, or takes the office from an
 * administrator. Everything else lowers or ends a role.
 */
export function raisesRights(
  { assignments, disabledAt }: Pick<Account, 'assignments' | 'disabledAt'>,
  next: NewAssignment,
  today: string,
): boolean {
  const present = assignments.filter(
    ({ validFrom, validTo }) => validFrom <= today && (validTo === null || validTo > today),
  );
  const [held] = present;
  if (held === undefined || held.role === 'admin' || disabledAt !== null) return true;
  if (REACH[next.role] !== REACH[held.role] || next.validFrom < today) return true;
  if (PERMISSIONS.some((right) => can(next.role, right) && !can(held.role, right))) return true;
  const lasts = present.every(
    ({ validTo }) => validTo === null || (next.validTo !== null && next.validTo <= validTo),
  );
  const communes = present.map(({ commune }) => commune?.id);
  return !lasts || next.communeIds.some((id) => !communes.includes(id));
}
