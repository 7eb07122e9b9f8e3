import type { CheckResult, PointFlag } from '#server/contract/point.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';

/** A flag holds on the days `fromOn <= day < toOn`; `toOn` null means until further notice. */
export type FlagInterval = { flag: PointFlag; fromOn: IsoDate; toOn: IsoDate | null };

export type WatchRule = {
  /** Days after the elimination on which somebody looks, ascending. */
  scheduleDays: readonly number[];
  /** Days before a scheduled check from which it may be done and counts as due. */
  dueLeadDays: number;
  /** Days after the elimination during which the place is under watch. */
  watchDays: number;
};

export type FlagFacts = {
  cycles: readonly {
    number: number;
    eliminatedOn: IsoDate | null;
    /** First day on which the closure no longer stands: next cycle, delisting; null while it does. */
    endedOn: IsoDate | null;
  }[];
  checks: readonly { checkedOn: IsoDate; result: CheckResult }[];
  handovers: readonly {
    cycle: number;
    attempt: number;
    state: 'pending' | 'confirmed' | 'refused' | 'cancelled' | 'recorded';
    proposedOn: IsoDate;
    answeredOn: IsoDate | null;
  }[];
  suspicions: readonly { raisedOn: IsoDate; decidedOn: IsoDate | null }[];
};

/** Every flag of a point over all its time, so that any past evening can be shown as it was. */
export function flagIntervals(facts: FlagFacts, rule: WatchRule): FlagInterval[] {
  const intervals = [
    ...facts.cycles.flatMap((cycle) => watchIntervals(cycle, facts.checks, rule)),
    ...handoverIntervals(facts),
    ...facts.suspicions.map((suspicion): FlagInterval => ({
      flag: 'suspected',
      fromOn: suspicion.raisedOn,
      toOn: suspicion.decidedOn,
    })),
  ];
  return joined(
    intervals.filter((interval) => interval.toOn === null || interval.fromOn < interval.toOn),
  );
}

/** The day on which the next look is due in a closure that still stands; null when none is. */
export function nextCheckOn(
  closedOn: IsoDate,
  checks: FlagFacts['checks'],
  rule: WatchRule,
): IsoDate | null {
  const looks = effectiveLooks(closedOn, null, checks);
  return scheduledLooks(closedOn, looks, rule).find((look) => look.doneOn === null)?.dueOn ?? null;
}

function watchIntervals(
  cycle: FlagFacts['cycles'][number],
  checks: FlagFacts['checks'],
  rule: WatchRule,
): FlagInterval[] {
  const closedOn = cycle.eliminatedOn;
  if (closedOn === null) return [];
  const end = cycle.endedOn;
  const looks = effectiveLooks(closedOn, end, checks);
  const intervals: FlagInterval[] = [
    {
      flag: 'under_watch',
      fromOn: closedOn,
      toOn: earliest(addDays(closedOn, rule.watchDays), end),
    },
    { flag: 'unchecked', fromOn: closedOn, toOn: earliest(looks[0] ?? null, end) },
  ];
  for (const look of scheduledLooks(closedOn, looks, rule)) {
    const overdueFrom = addDays(look.dueOn, 1);
    const dueFrom = addDays(look.dueOn, -rule.dueLeadDays);
    const until = earliest(look.doneOn, end);
    intervals.push({ flag: 'check_due', fromOn: dueFrom, toOn: earliest(overdueFrom, until) });
    intervals.push({ flag: 'check_overdue', fromOn: overdueFrom, toOn: until });
  }
  return intervals;
}

/** Days on which somebody really looked, within the closure, ascending. */
function effectiveLooks(
  closedOn: IsoDate,
  end: IsoDate | null,
  checks: FlagFacts['checks'],
): IsoDate[] {
  return checks
    .filter((check) => check.result !== 'could_not_check')
    .map((check) => check.checkedOn)
    .filter((day) => day >= closedOn && (end === null || day < end))
    .toSorted();
}

/** The scheduled days with the look that met each; a look meets every day it lies after or just before. */
function scheduledLooks(closedOn: IsoDate, looks: readonly IsoDate[], rule: WatchRule) {
  const scheduled: { dueOn: IsoDate; doneOn: IsoDate | null }[] = [];
  let lastLook: IsoDate | null = null;
  for (const days of rule.scheduleDays) {
    const dueOn = addDays(closedOn, days);
    const opensOn = addDays(dueOn, -rule.dueLeadDays);
    if (lastLook !== null && lastLook >= opensOn) continue;
    const doneOn: IsoDate | null = looks.find((day) => day >= opensOn) ?? null;
    scheduled.push({ dueOn, doneOn });
    if (doneOn === null) break;
    lastLook = doneOn;
  }
  return scheduled;
}

function handoverIntervals(facts: FlagFacts): FlagInterval[] {
  const asked = facts.handovers.filter((part) => part.state !== 'recorded');
  const intervals: FlagInterval[] = [];
  for (const first of asked) {
    const parts = asked.filter(
      (part) => part.cycle === first.cycle && part.attempt === first.attempt,
    );
    if (parts[0] !== first) continue;
    const refusedOn = minimum(
      parts.filter((part) => part.state === 'refused').map((part) => part.answeredOn),
    );
    const pending = parts.some((part) => part.state === 'pending');
    const answeredOn = parts.map((part) => part.answeredOn).reduce(latest, null);
    const closureEnd = facts.cycles.find((cycle) => cycle.number === first.cycle)?.endedOn ?? null;
    intervals.push({
      flag: 'handover_pending',
      fromOn: first.proposedOn,
      toOn: earliest(refusedOn ?? (pending ? null : answeredOn), closureEnd),
    });
    if (refusedOn === null) continue;
    const next = facts.handovers.find(
      (part) => part.cycle === first.cycle && part.attempt === first.attempt + 1,
    );
    intervals.push({
      flag: 'handover_refused',
      fromOn: refusedOn,
      toOn: earliest(next?.proposedOn ?? null, closureEnd),
    });
  }
  return intervals;
}

function earliest(a: IsoDate | null, b: IsoDate | null): IsoDate | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function latest(a: IsoDate | null, b: IsoDate | null): IsoDate | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function minimum(days: readonly (IsoDate | null)[]): IsoDate | null {
  return days.reduce(earliest, null);
}

/** Touching or overlapping intervals of one flag become one, so that (flag, fromOn) is a key. */
function joined(intervals: readonly FlagInterval[]): FlagInterval[] {
  const sorted = intervals.toSorted((a, b) =>
    a.flag === b.flag ? compare(a.fromOn, b.fromOn) : compare(a.flag, b.flag),
  );
  const result: FlagInterval[] = [];
  for (const interval of sorted) {
    const last = result.at(-1);
    if (last?.flag === interval.flag && (last.toOn === null || interval.fromOn <= last.toOn)) {
      last.toOn =
        last.toOn === null || interval.toOn === null ? null : latest(last.toOn, interval.toOn);
    } else {
      result.push({ ...interval });
    }
  }
  return result;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
