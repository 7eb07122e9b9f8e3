import type { LiveStop, LiveTeam } from '#server/contract/live-day.ts';
import { isDivided, type StopResult } from '#server/contract/route-result.ts';
import type { RouteShift, ShiftPlan } from '#server/contract/route.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { StopRow } from '#server/features/routes/stop-queries.ts';
import { instantAt } from '#server/features/routes/rules.ts';

import { type SettledStop, settleStops } from './settled-stop.ts';

const MILLISECONDS = 1_000;
const SECONDS_PER_MINUTE = 60;

export type TeamDay = {
  onDate: IsoDate;
  now: IsoInstant;
  shift: RouteShift;
  /** The plan as it was published to this team. */
  plan: ShiftPlan;
  /** The team's stops as published, with those that it added. */
  stops: readonly StopRow[];
  results: readonly StopResult[];
  messages: LiveTeam['messages'];
};

/**
 * Compares a team's day with its published plan and estimates the rest. The estimate goes on from the end of the latest
 * look, in the published order, with the published times on the road; it never lets the stop that comes next end before
 * now. After stops out of order the road is that of the published order, so it is an estimate.
 */
export function teamOfDay(day: TeamDay): LiveTeam {
  const { shift, plan, stops, results } = day;
  const settled = settleStops(results);
  const looked = stops
    .flatMap((stop) => {
      const own = settled.get(stop.id);
      return own === undefined ? [] : { stop, ...own };
    })
    .toSorted((a, b) => (a.lastFinishedAt < b.lastFinishedAt ? -1 : 1));
  const last = looked.at(-1) ?? null;
  const open = stops.filter(({ state }) => state === 'planned');
  const lastEnd = last === null ? null : secondsOf(day.onDate, last.lastFinishedAt);
  const over = shift.finishedAt !== null;
  const rest = restOfDay(day, over ? [] : open, lastEnd);
  const [next] = over ? [] : open;
  return {
    shiftId: shift.id,
    teamName: shift.teamName,
    finishedAt: shift.finishedAt,
    finishReason: shift.finishReason,
    done: looked.length,
    left: open.length,
    signs: looked.filter(({ signs }) => signs).length,
    nextStopId: next?.id ?? null,
    delay: next === undefined ? lastDelay(last?.stop, lastEnd) : rest.delay,
    plannedFinish: plan.finish,
    expectedFinish: over ? secondsOf(day.onDate, shift.finishedAt ?? day.now) : rest.finish,
    last:
      last === null
        ? null
        : { stopId: last.stop.id, place: last.stop.place, finishedAt: last.lastFinishedAt },
    messages: day.messages,
    stops: stops.map((stop) => liveStop(stop, rest.starts, settled.get(stop.id))),
  };
}

/** Seconds from midnight of a civil day in the city. */
export function secondsOf(onDate: IsoDate, instant: IsoInstant): number {
  return (Date.parse(instant) - Date.parse(instantAt(onDate, 0))) / MILLISECONDS;
}

function lastDelay(stop: StopRow | undefined, lastEnd: number | null): number | null {
  if (stop === undefined || lastEnd === null || stop.plannedStart === null) return null;
  return lastEnd - (stop.plannedStart + stop.serviceMinutes * SECONDS_PER_MINUTE);
}

/** Starts of the open stops and end of the day, each in seconds from midnight; delay at the first open stop. */
function restOfDay(day: TeamDay, open: readonly StopRow[], lastEnd: number | null) {
  const { shift, plan } = day;
  const now = secondsOf(day.onDate, day.now);
  const legs = new Map(plan.stops.map(({ stopId, legSeconds }) => [stopId, legSeconds] as const));
  const places = new Map(plan.stops.map(({ stopId }, at) => [stopId, at] as const));
  const starts = new Map<number, number>();
  let delay: number | null = null;
  let time = lastEnd ?? plan.departure;
  // A break that was planned to be over by now counts as taken.
  const pause = plan.rests.find(({ end }) => end > time) ?? null;
  let paused = pause === null;
  const takePause = () => {
    if (paused || shift.rest === null || pause === null) return;
    paused = true;
    time =
      Math.max(time, shift.rest.from * SECONDS_PER_MINUTE) +
      shift.rest.minutes * SECONDS_PER_MINUTE;
  };
  for (const stop of open) {
    if (pause !== null && (places.get(stop.id) ?? 0) >= pause.afterStops) takePause();
    const arrival = time + (legs.get(stop.id) ?? 0);
    const start = Math.max(
      arrival,
      (stop.window?.from ?? 0) * SECONDS_PER_MINUTE,
      (stop.lockTime?.from ?? 0) * SECONDS_PER_MINUTE,
    );
    const service = stop.serviceMinutes * SECONDS_PER_MINUTE;
    const end = Math.max(start + service, starts.size === 0 ? now : 0);
    if (starts.size === 0 && stop.plannedStart !== null) {
      delay = end - (stop.plannedStart + service);
    }
    starts.set(stop.id, end - service);
    time = end;
  }
  if (open.length > 0) takePause();
  return { starts, delay, finish: time + homeSeconds(plan) };
}

/** Published time on the road from the last stop to the end of the day. */
function homeSeconds({ stops, finish, rests }: ShiftPlan): number {
  const last = stops.at(-1);
  if (last === undefined) return 0;
  const after = rests.filter(({ afterStops }) => afterStops >= stops.length);
  const paused = after.reduce((sum, { start, end }) => sum + end - start, 0);
  return Math.max(0, finish - last.departure - paused);
}

function liveStop(
  stop: StopRow,
  starts: ReadonlyMap<number, number>,
  settled: SettledStop<StopResult> | undefined,
): LiveStop {
  const { id, position, code, name, place, unplanned, random, plannedStart } = stop;
  const results = settled === undefined ? [] : [settled.result, ...settled.others];
  return {
    id,
    position,
    code,
    name,
    place,
    unplanned,
    random,
    state: settled?.state ?? stop.state,
    plannedStart,
    expectedStart: starts.get(id) ?? null,
    result: settled?.result.result ?? null,
    finishedAt: settled?.result.finishedAt ?? null,
    dividedResults: isDivided(results) ? results : [],
  };
}
