import { PERIOD_KINDS, periodOf, type ReportingPeriod } from '#server/contract/reporting-period.ts';
import type { ReportList } from '#server/contract/report.ts';
import type { IsoDate } from '#server/contract/time.ts';

type Owner = ReportList['items'][number]['commune'];

/** A report that can take an analysis: an open one, or one that is begun with it. */
export type ReportChoice = {
  period: Pick<ReportingPeriod, 'kind' | 'year' | 'number'>;
  commune: Owner;
  /** Null: it does not exist yet. */
  state: 'draft' | 'returned' | null;
};

/**
 * Lists the reports that an analysis of days up to `to` may go into, the likeliest first: open reports whose period
 * holds the day, other open ones, and then the periods of that day that have no report yet.
 * @param owners the communes whose reports the reader drafts; null for the whole city
 */
export function reportChoices(
  { items, rules, today }: ReportList,
  owners: readonly Owner[],
  to: IsoDate,
): ReportChoice[] {
  const day = to < today ? to : today;
  const mine = items.filter(({ commune }) => owners.some((one) => one?.code === commune?.code));
  const open = mine.flatMap(({ period, commune, state }) =>
    state === 'draft' || state === 'returned' ? [{ period, commune, state }] : [],
  );
  const holdsDay = ({ period }: (typeof open)[number]) =>
    period.firstOn <= day && day <= period.lastOn;
  const begun = owners.flatMap((commune) =>
    PERIOD_KINDS.map((kind) => periodOf(rules, kind, day))
      .filter(
        (period) =>
          !mine.some(
            (one) =>
              one.commune?.code === commune?.code &&
              one.period.kind === period.kind &&
              one.period.year === period.year &&
              one.period.number === period.number,
          ),
      )
      .map((period) => ({ period, commune, state: null })),
  );
  return [...open.filter(holdsDay), ...open.filter((one) => !holdsDay(one)), ...begun];
}
