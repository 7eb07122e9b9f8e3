import type { RouteOutcome, StopResult, Tally } from '#server/contract/route-result.ts';
import type { RouteShift } from '#server/contract/route.ts';
import { instantAt } from '#server/features/routes/rules.ts';
import type { RouteRow } from '#server/features/routes/queries.ts';
import type { StopRow } from '#server/features/routes/stop-queries.ts';

import { type SettledStop, settleStops } from './settled-stop.ts';

type OutcomeStop = RouteOutcome['stops'][number];
type Settled = ReadonlyMap<number, SettledStop<StopResult>>;
const MILLISECONDS_PER_HOUR = 3_600_000;

/**
 * Plan against result. A visit is late when it began more than the tolerated minutes after the planned start;
 * hours run for each team from its first arrival to its last end, and too few of them give no rate; what was
 * drawn at random is counted apart, because only that measures what ranking misses.
 */
export function outcomeOf(
  route: RouteRow,
  parts: {
    shifts: readonly RouteShift[];
    stops: readonly StopRow[];
    results: readonly StopResult[];
    quotas: RouteOutcome['quotas'];
  },
  rules: Pick<RouteOutcome, 'lateAfterMinutes' | 'rateFromMinutes'>,
): RouteOutcome {
  const settled = settleStops(parts.results);
  const stops = parts.stops
    .filter(({ removed }) => !removed)
    .map((stop) => outcomeStop(route, parts, stop, settled.get(stop.id) ?? null));
  const tally = (chosen: readonly OutcomeStop[]) => tallyOf(chosen, settled, rules);
  const planned = stops.filter(({ unplanned }) => !unplanned);
  return {
    routeId: route.id,
    title: route.title,
    onDate: route.onDate,
    state: route.state,
    publishedAt: route.publishedAt,
    ...rules,
    all: tally(stops),
    ranked: tally(planned.filter(({ random }) => !random)),
    random: tally(planned.filter(({ random }) => random)),
    unplanned: tally(stops.filter(({ unplanned }) => unplanned)),
    ends: parts.shifts.flatMap(({ id, teamName, finishedAt, finishReason }) =>
      finishedAt === null ? [] : { shiftId: id, teamName, finishedAt, reason: finishReason },
    ),
    quotas: parts.quotas,
    stops,
  };
}

function outcomeStop(
  route: RouteRow,
  { shifts }: Pick<Parameters<typeof outcomeOf>[1], 'shifts'>,
  stop: StopRow,
  settled: SettledStop<StopResult> | null,
): OutcomeStop {
  const result = settled?.result ?? null;
  const { plannedStart } = stop;
  const began = result === null ? null : (result.arrivedAt ?? result.finishedAt);
  return {
    id: stop.id,
    shiftId: stop.shiftId,
    position: stop.position,
    pointId: stop.pointId,
    objectId: stop.objectId,
    code: stop.code,
    name: stop.name,
    unplanned: stop.unplanned,
    random: stop.random,
    state: settled?.state ?? stop.state,
    teamName: shifts.find(({ id }) => id === stop.shiftId)?.teamName ?? null,
    plannedStart,
    delay:
      began === null || plannedStart === null
        ? null
        : (Date.parse(began) - Date.parse(instantAt(route.onDate, plannedStart))) / 1_000,
    inPlan: plannedStart !== null,
    result,
    otherResults: settled?.others ?? [],
  };
}

function tallyOf(
  stops: readonly OutcomeStop[],
  settled: Settled,
  { lateAfterMinutes, rateFromMinutes }: Pick<RouteOutcome, 'lateAfterMinutes' | 'rateFromMinutes'>,
): Tally {
  const having = (state: OutcomeStop['state']) => stops.filter((stop) => stop.state === state);
  const signs = stops.filter(({ id }) => settled.get(id)?.signs === true);
  const findings = stops.filter(({ id }) => settled.get(id)?.findings === true);
  const found = new Set([...signs, ...findings]).size;
  const hours = hoursOf(stops);
  return {
    planned: stops.filter(({ inPlan }) => inPlan).length,
    visited: having('done').length,
    couldNotCheck: having('could_not_check').length,
    carried: having('carried').length,
    open: having('planned').length,
    late: stops.filter(({ delay }) => delay !== null && delay > lateAfterMinutes * 60).length,
    signs: signs.length,
    findings: findings.length,
    hours,
    foundPerHour: hours * 60 < rateFromMinutes ? null : found / hours,
  };
}

function hoursOf(stops: readonly OutcomeStop[]): number {
  const teams = new Set(stops.map(({ shiftId }) => shiftId));
  return [...teams].reduce<number>((sum, shiftId) => {
    const results = stops
      .filter((stop) => stop.shiftId === shiftId)
      .flatMap(({ result, otherResults }) => (result === null ? [] : [result, ...otherResults]));
    if (results.length === 0) return sum;
    const first = Math.min(...results.map((r) => Date.parse(r.arrivedAt ?? r.finishedAt)));
    const last = Math.max(...results.map(({ finishedAt }) => Date.parse(finishedAt)));
    return sum + (last - first) / MILLISECONDS_PER_HOUR;
  }, 0);
}
