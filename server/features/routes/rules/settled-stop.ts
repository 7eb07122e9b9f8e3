import type { StopResult } from '#server/contract/route-result.ts';
import type { StopState } from '#server/contract/route.ts';

type Told = Pick<StopResult, 'finishedAt' | 'result' | 'inspection'>;

/** All results of one stop taken together. */
export type SettledStop<R extends Told> = {
  state: Extract<StopState, 'done' | 'could_not_check'>;
  /** The result that counts. */
  result: R;
  /** The others, those that weigh more first. */
  others: R[];
  signs: boolean;
  findings: boolean;
  /** The latest press, by which the team's day is judged. */
  lastFinishedAt: R['finishedAt'];
};

/**
 * Settles what stands at a stop by all its results, whatever the order in which they arrived: any sign counts, then any
 * finding of an inspection, then a look, then that nobody could check; among equals the latest press. The view
 * `settled_stop` says the same in the database. Null without a result.
 * @param results in an order that is the same for every reader: it decides between two presses of one moment
 */
export function settleStop<R extends Told>(results: readonly R[]): SettledStop<R> | null {
  const latestFirst = results.toSorted(
    (a, b) => Date.parse(b.finishedAt) - Date.parse(a.finishedAt),
  );
  const [result, ...others] = latestFirst.toSorted((a, b) => weightOf(b) - weightOf(a));
  if (result === undefined) return null;
  return {
    state: result.result === 'could_not_check' ? 'could_not_check' : 'done',
    result,
    others,
    signs: result.result === 'signs',
    findings: results.some(hasFindings),
    lastFinishedAt: latestFirst[0]?.finishedAt ?? result.finishedAt,
  };
}

/** Settles each stop of a list of results. */
export function settleStops<R extends Told & Pick<StopResult, 'stopId'>>(
  results: readonly R[],
): Map<number, SettledStop<R>> {
  return new Map(
    [...new Set(results.map(({ stopId }) => stopId))].flatMap((id) => {
      const settled = settleStop(results.filter(({ stopId }) => stopId === id));
      return settled === null ? [] : [[id, settled] as const];
    }),
  );
}

function weightOf(told: Told): number {
  if (told.result === 'signs') return 3;
  if (hasFindings(told)) return 2;
  return told.result === 'no_sign' ? 1 : 0;
}

/**
 * True when the register of inspections asks for another visit: every result except "no violation" and "closed
 * down".
 */
function hasFindings({ result, inspection }: Told): boolean {
  if (result === 'could_not_check' || inspection === null) return false;
  return inspection !== 'no_violation' && inspection !== 'closed_down';
}
