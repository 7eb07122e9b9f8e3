import { ACTS } from '#server/contract/life-cycle.ts';
import type { PointDetail, PointEvent, PointFlag, PointStatus } from '#server/contract/point.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';

/**
 * The events until an evening. What was declared mistaken later stays struck, with the event that says so, unless the
 * record is asked as it was known before.
 */
function eventsUntil(
  events: readonly PointEvent[],
  { asOf, knownAt }: { asOf: IsoDate; knownAt: IsoDate | null },
): PointEvent[] {
  const known = events.filter(
    ({ recordedAt }) => knownAt === null || civilDate(recordedAt) <= knownAt,
  );
  const ids = new Set(known.map(({ id }) => id));
  const until = known.filter(({ effectiveOn }) => effectiveOn <= asOf);
  const struck = new Set(until.map(({ annulledBy }) => annulledBy));
  return known
    .filter((event) => event.effectiveOn <= asOf || struck.has(event.id))
    .map((event) =>
      ids.has(event.annulledBy ?? event.id) ? event : { ...event, annulledBy: null },
    );
}

export type PastState = {
  status: PointStatus;
  flags: PointFlag[];
  cycle: number;
  statusSince: IsoDate;
};

/**
 * The record as it was on the evening of `asOf`, with what had been recorded by `knownAt`: its state, its cycles and
 * its events until then. What people may do, open questions and attachments belong to today and are left out.
 */
export function recordOn(
  detail: PointDetail,
  state: PastState,
  { asOf, knownAt }: { asOf: IsoDate; knownAt: IsoDate | null },
): PointDetail {
  const until = (day: IsoDate | null) => (day !== null && day <= asOf ? day : null);
  return {
    ...detail,
    ...state,
    asOf,
    recurrences: Math.max(0, state.cycle - 1),
    answerOverdueDays: null,
    reply: null,
    acts: Object.fromEntries(ACTS.map((act) => [act, 'point.past_day'])),
    cycles: detail.cycles
      .filter(({ number, openedOn }) => number <= state.cycle && openedOn <= asOf)
      .map((cycle) => ({
        ...cycle,
        eliminatedOn: until(cycle.eliminatedOn),
        handedOverOn: until(cycle.handedOverOn),
      })),
    events: eventsUntil(detail.events, { asOf, knownAt }),
    handovers: [],
    signals: [],
    replies: [],
    attachments: [],
  };
}
