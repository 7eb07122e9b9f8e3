import { type Actor, can, REACH, type Role } from '#server/contract/permission.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import type { ClockSpan, DeadlineRule } from '#server/contract/tip-clock.ts';

import type { TransferState } from './transfer-queries.ts';

/** Fewest and most days of the calendar that a span may last, holidays left out. */
function daysOf({ amount, unit }: ClockSpan): { fewest: number; most: number } {
  if (unit === 'day') return { fewest: amount, most: amount };
  if (unit === 'month') return { fewest: amount * 28, most: amount * 31 };
  // Five of seven days are worked; a span of few may hold no weekend at all.
  return { fewest: amount, most: Math.ceil(amount / 5) * 7 + 2 };
}

/** True where a span may last longer than the law's; of one unit the amounts are compared. */
function isLonger(span: ClockSpan, law: ClockSpan): boolean {
  if (span.unit === law.unit) return span.amount > law.amount;
  return daysOf(span).most > daysOf(law).fewest;
}

/**
 * Finds by which part a rule would give more time than the law does, as a pointer; null when by none. Stricter is allowed.
 * @param law the rule that came with the reference data and its source
 */
export function laxerThan(rule: DeadlineRule, law: DeadlineRule): string | null {
  if (rule.startsWith !== law.startsWith) return '/startsWith';
  if (isLonger(rule.limit, law.limit)) return '/limit';
  const extended = rule.extensions.some((extension, at) => {
    const allowed = law.extensions[at];
    return (
      allowed === undefined ||
      allowed.counted !== extension.counted ||
      isLonger(extension.span, allowed.span)
    );
  });
  if (extended) return '/extensions';
  if (law.forwarding !== null && isLongerOrNone(rule.forwarding, law.forwarding)) {
    return '/forwarding';
  }
  if (rule.endsOnWorkingDay && !law.endsOnWorkingDay) return '/endsOnWorkingDay';
  return isLaxerAfterwards(rule.resumption, law.resumption) ? '/resumption' : null;
}

function isLongerOrNone(span: ClockSpan | null, law: ClockSpan): boolean {
  return span === null || isLonger(span, law);
}

function isLaxerAfterwards(
  resumption: DeadlineRule['resumption'],
  law: DeadlineRule['resumption'],
): boolean {
  if (resumption === 'remaining') return false;
  return law === 'remaining' || isLonger(resumption, law);
}

/** Question to another commune, as its answers are judged. */
type AskedTransfer = {
  fromCommuneId: number;
  toCommuneId: number;
  askedBy: string;
  askedRole: string;
  state: TransferState;
};

type Person = Pick<Actor, 'accountId' | 'role' | 'reach' | 'communeIds'>;

/** Reason why a person may not take or refuse a tip of which a commune was asked; null when they may. */
export function whyNotAnswer(asked: AskedTransfer, person: Person): ProblemCode | null {
  if (!can(person.role, 'tips:work')) return 'permission.denied';
  const ended = whyNotWaiting(asked.state);
  if (ended !== null) return ended;
  if (asked.askedBy === person.accountId) return 'tip.transfer_own';
  const ofAsked = person.reach === 'communes' && person.communeIds.includes(asked.toCommuneId);
  return ofAsked ? null : 'tip.transfer_not_yours';
}

/** Reason why a person may not withdraw it; null when they are of the side that asked: the city, or the commune. */
export function whyNotWithdraw(asked: AskedTransfer, person: Person): ProblemCode | null {
  if (!can(person.role, 'tips:work')) return 'permission.denied';
  const ended = whyNotWaiting(asked.state);
  if (ended !== null) return ended;
  const byCity = isRole(asked.askedRole) && REACH[asked.askedRole] === 'city';
  const ofSide = byCity
    ? person.reach === 'city'
    : person.reach === 'communes' && person.communeIds.includes(asked.fromCommuneId);
  return ofSide ? null : 'tip.transfer_not_yours';
}

function isRole(role: string): role is Role {
  return role in REACH;
}

function whyNotWaiting(state: TransferState): ProblemCode | null {
  if (state === 'pending') return null;
  if (state === 'withdrawn') return 'tip.transfer_withdrawn';
  return state === 'ended' ? 'tip.transfer_ended' : 'tip.transfer_answered';
}
