import type { HandoverState } from '#server/contract/handover.ts';
import type { PointStatus } from '#server/contract/point.ts';
import { dayNumber } from '#server/contract/civil-day.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { AnswerPeriod } from '#server/settings/life-cycle-settings.ts';

/**
 * The last day on which an answer is in time: calendar days, or working days (Monday to Friday),
 * counted from the day after the proposal. `dayNumber` 0 was a Thursday.
 */
export function answerDueOn(proposedOn: IsoDate, period: AnswerPeriod): IsoDate {
  if (period.kind === 'calendar') return addDays(proposedOn, period.days);
  let day = proposedOn;
  for (let counted = 0; counted < period.days;) {
    day = addDays(day, 1);
    const weekday = (dayNumber(day) + 4) % 7;
    if (weekday !== 0 && weekday !== 6) counted += 1;
  }
  return day;
}

/**
 * True when a correction moved a place out of the communes that its hand-over binds: one that stands, or
 * waits for an answer, was accepted by these communes, or asked of them, and of no others.
 *
 * @param parts of the current cycle.
 */
export function mustAskAnew(
  status: PointStatus,
  parts: readonly { state: string }[],
  communes: { before: readonly number[]; after: readonly number[] },
): boolean {
  const binds = status === 'handed_over' || parts.some(({ state }) => state === 'pending');
  const { before, after } = communes;
  return binds && (before.length !== after.length || before.some((id) => !after.includes(id)));
}

const COUNTING: readonly HandoverState[] = ['pending', 'confirmed', 'recorded'];

/**
 * True when, with this part confirmed, every commune of the attempt has said yes. A part whose commune is
 * no more has a successor's part beside it; one from papers was taken over before the system was.
 */
export function completesHandover(
  parts: readonly { id: number; state: string }[],
  confirmedId: number,
): boolean {
  return parts.every(
    (part) =>
      part.id === confirmedId || ['confirmed', 'recorded', 'successor_asked'].includes(part.state),
  );
}

/** A part of the attempt that counts; `lost`: its commune is no more, or does not hold the point any more. */
export type CountingPart = {
  id: number;
  attempt: number;
  communeId: number;
  state: HandoverState;
  lost: boolean;
};

/**
 * The communes to ask when the ground under an attempt changes hands: every present commune without a part of
 * its own. Where all have one, a lost part's area went to a commune that had answered for less than it has
 * now: the first of them (the lead) is asked anew. Null while nothing is lost and nobody is to be asked, or
 * no present commune is known.
 *
 * @param parts of the latest attempt.
 * @param present communes in force that the point touches, the lead first.
 */
export function successorsToAsk(
  parts: readonly CountingPart[],
  present: readonly number[],
): { lapsedIds: number[]; communeIds: number[]; followsId: number } | null {
  const counting = parts.filter((part) => COUNTING.includes(part.state));
  const lapsedIds = counting.filter((part) => part.lost).map((part) => part.id);
  const standing = counting.filter((part) => !part.lost);
  const followsId = lapsedIds[0] ?? standing[0]?.id;
  const [lead] = present;
  if (followsId === undefined || lead === undefined) return null;
  const unasked = present.filter((id) => standing.every((part) => part.communeId !== id));
  if (unasked.length > 0) return { lapsedIds, communeIds: unasked, followsId };
  if (lapsedIds.length === 0) return null;
  const own = standing.find((part) => part.communeId === lead);
  if (own === undefined || own.state === 'pending') {
    return { lapsedIds, communeIds: [], followsId };
  }
  return { lapsedIds: [...lapsedIds, own.id], communeIds: [lead], followsId };
}
