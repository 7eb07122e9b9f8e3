import type { PointStatus } from '#server/contract/point.ts';
import { addDays, dayNumber, type IsoDate } from '#server/contract/time.ts';
import type { AnswerPeriod } from '#server/features/settings/life-cycle-settings.ts';

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

type Part = { id: number; attempt: number; communeId: number; state: string };

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

/**
 * Who is asked when parts of an attempt lose their communes: every present commune without a part of its
 * own. Where all have one, the area went to a commune that had answered for less than it has now: the
 * first of them (the lead) is asked anew. Null while no present commune is known.
 *
 * @param parts of the current cycle.
 * @param present communes in force that the point touches, the lead first.
 */
export function successorsToAsk(
  parts: readonly Part[],
  lapsed: readonly number[],
  present: readonly number[],
): { lapsedIds: number[]; communeIds: number[]; followsId: number } | null {
  const [followsId] = lapsed;
  const [lead] = present;
  const attempt = parts.find((part) => part.id === followsId)?.attempt;
  if (followsId === undefined || lead === undefined) return null;
  const standing = parts.filter(
    (part) =>
      part.attempt === attempt && part.state !== 'successor_asked' && !lapsed.includes(part.id),
  );
  const unasked = present.filter((id) => standing.every((part) => part.communeId !== id));
  if (unasked.length > 0) return { lapsedIds: [...lapsed], communeIds: unasked, followsId };
  const own = standing.find((part) => part.communeId === lead);
  if (own === undefined || own.state === 'pending') {
    return { lapsedIds: [...lapsed], communeIds: [], followsId };
  }
  return { lapsedIds: [...lapsed, own.id], communeIds: [lead], followsId };
}
