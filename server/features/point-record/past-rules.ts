import { ACTS } from '#server/contract/life-cycle.ts';
import type { PointDetail, PointFlag, PointStatus } from '#server/contract/point.ts';
import { civilDate, type IsoDate } from '#server/contract/time.ts';

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
    events: detail.events.filter(
      ({ effectiveOn, recordedAt }) =>
        effectiveOn <= asOf && (knownAt === null || civilDate(recordedAt) <= knownAt),
    ),
    handovers: [],
    signals: [],
    replies: [],
    attachments: [],
  };
}
