import type { Handover, HandoverState } from '#server/contract/handover.ts';
import type { PointFlag, CheckResult } from '#server/contract/point.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { WatchRule } from '#server/settings/life-cycle-settings.ts';

/**
 * A flag holds on the days `fromOn <= day < toOn`; `toOn` null means until further notice.
 * `dueOn` is the day of the look that `check_due` and `check_overdue` speak of.
 */
export type FlagInterval = {
  flag: PointFlag;
  fromOn: IsoDate;
  toOn: IsoDate | null;
  dueOn: IsoDate | null;
};

export type FlagFacts = {
  cycles: readonly {
    number: number;
    eliminatedOn: IsoDate | null;
    /** First day on which the closure no longer stands: next cycle, delisting; null while it does. */
    endedOn: IsoDate | null;
  }[];
  checks: readonly Look[];
  handovers: readonly {
    cycle: number;
    attempt: number;
    state: HandoverState;
    successor: Handover['successor'];
    proposedBy: string | null;
    proposedOn: IsoDate;
    answeredOn: IsoDate | null;
    withdrawnOn: IsoDate | null;
    respondedOn: IsoDate | null;
    lapsedOn: IsoDate | null;
  }[];
  suspicions: readonly { raisedOn: IsoDate; decidedOn: IsoDate | null }[];
};

/**
 * Every flag of a point over all its time, so that any past evening can be shown as it was. Each rule
 * governs from its first day until that of the next; `rules` are in that order.
 */
export function flagIntervals(facts: FlagFacts, rules: readonly WatchRule[]): FlagInterval[] {
  const intervals = [
    ...facts.cycles.flatMap((cycle) => uncheckedInterval(cycle, facts.checks)),
    ...rules.flatMap((rule, place) =>
      watchedUnder(rule, rules[place + 1]?.validFrom ?? null, facts),
    ),
    ...handoverIntervals(facts),
    ...facts.suspicions.map((suspicion) =>
      interval('suspected', suspicion.raisedOn, suspicion.decidedOn),
    ),
  ];
  return joined(intervals.filter(({ fromOn, toOn }) => toOn === null || fromOn < toOn));
}

function interval(
  flag: PointFlag,
  fromOn: IsoDate,
  toOn: IsoDate | null,
  dueOn: IsoDate | null = null,
): FlagInterval {
  return { flag, fromOn, toOn, dueOn };
}

/** The flags of a day, and the day of the look that is due next, as `facts_of_points` reads them from stored flags. */
export function shownOn(
  intervals: readonly FlagInterval[],
  on: IsoDate,
): { flags: PointFlag[]; nextCheckOn: IsoDate | null } {
  const open = intervals
    .filter(({ toOn }) => toOn === null || toOn > on)
    .toSorted((a, b) => compare(a.fromOn, b.fromOn));
  return {
    flags: open
      .filter(({ fromOn }) => fromOn <= on)
      .map(({ flag }) => flag)
      .toSorted(compare),
    nextCheckOn: open.find(({ dueOn }) => dueOn !== null)?.dueOn ?? null,
  };
}

type FlagCycle = FlagFacts['cycles'][number];

/** A check that could not be done does not end the interval: nobody has seen the place since it was closed. */
function uncheckedInterval(cycle: FlagCycle, checks: readonly Look[]): FlagInterval[] {
  const { eliminatedOn, endedOn } = cycle;
  if (eliminatedOn === null) return [];
  const first = minimum(
    checks
      .filter((look) => look.result !== 'could_not_check' && look.checkedOn >= eliminatedOn)
      .map((look) => look.countedOn),
  );
  return [interval('unchecked', eliminatedOn, earliest(first, endedOn))];
}

/** The flags of the watch that a rule makes, within the days that it governs. */
function watchedUnder(rule: WatchRule, until: IsoDate | null, facts: FlagFacts): FlagInterval[] {
  return facts.cycles
    .flatMap((cycle) => watchIntervals(cycle, facts.checks, rule))
    .map((one) => ({
      ...one,
      fromOn: one.fromOn > rule.validFrom ? one.fromOn : rule.validFrom,
      toOn: earliest(one.toOn, until),
    }));
}

function watchIntervals(
  cycle: FlagCycle,
  checks: readonly Look[],
  rule: WatchRule,
): FlagInterval[] {
  const { eliminatedOn: closedOn, endedOn } = cycle;
  if (closedOn === null) return [];
  const watched = earliest(addDays(closedOn, rule.watchDays), endedOn);
  return [
    interval('under_watch', closedOn, watched),
    ...dueSpans({ closedOn, endedOn }, checks, rule).flatMap(({ dueOn, fromOn, toOn }) => {
      const overdueFrom = addDays(dueOn, 1);
      const lateFrom = fromOn > overdueFrom ? fromOn : overdueFrom;
      return [
        interval('check_due', fromOn, earliest(overdueFrom, toOn), dueOn),
        interval('check_overdue', lateFrom, toOn, dueOn),
      ];
    }),
  ];
}

function handoverIntervals(facts: FlagFacts): FlagInterval[] {
  return facts.handovers.flatMap((first) => {
    const parts = facts.handovers.filter(
      (part) => part.cycle === first.cycle && part.attempt === first.attempt,
    );
    return parts[0] === first ? attemptIntervals(first, parts, facts) : [];
  });
}

type FlagPart = FlagFacts['handovers'][number];

/** One attempt waits while one of its communes does, until one of them refuses or it is withdrawn. */
function attemptIntervals(
  first: FlagPart,
  parts: readonly FlagPart[],
  facts: FlagFacts,
): FlagInterval[] {
  const closureEnd = facts.cycles.find((cycle) => cycle.number === first.cycle)?.endedOn ?? null;
  const refusals = parts.filter((part) => part.state === 'refused');
  const refusedOn = minimum(refusals.map((part) => part.answeredOn));
  const withdrawnOn = minimum(parts.map((part) => part.withdrawnOn));
  const end = earliest(earliest(refusedOn, withdrawnOn), closureEnd);
  const waiting = parts
    .filter((part) => !isFromPapers(part))
    .map((part) =>
      interval(
        'handover_pending',
        part.proposedOn,
        earliest(part.answeredOn ?? part.lapsedOn, end),
      ),
    );
  if (refusedOn === null) return waiting;
  const next = facts.handovers.find(
    (part) => part.cycle === first.cycle && part.attempt === first.attempt + 1,
  );
  const respondedOn = minimum(refusals.map((part) => part.respondedOn));
  const settledOn = earliest(earliest(respondedOn, next?.proposedOn ?? null), closureEnd);
  return [...waiting, interval('handover_refused', refusedOn, settledOn)];
}

/** True for a part taken over from older documents: it was never asked in the system, so it never waited. */
function isFromPapers(part: FlagPart): boolean {
  return part.proposedBy === null && part.successor === null;
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

/** Touching or overlapping intervals that say the same become one, so that (flag, fromOn) is a key. */
function joined(intervals: readonly FlagInterval[]): FlagInterval[] {
  const sorted = intervals.toSorted((a, b) =>
    a.flag === b.flag ? compare(a.fromOn, b.fromOn) : compare(a.flag, b.flag),
  );
  const result: FlagInterval[] = [];
  for (const one of sorted) {
    const last = result.at(-1);
    const same = last?.flag === one.flag && last.dueOn === one.dueOn;
    if (same && (last.toOn === null || one.fromOn <= last.toOn)) {
      last.toOn = last.toOn === null || one.toOn === null ? null : latest(last.toOn, one.toOn);
    } else {
      result.push({ ...one });
    }
  }
  return result;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

export type Look = {
  checkedOn: IsoDate;
  /** The day on which it ends what was owed: later than `checkedOn` where nobody else has seen the paper of a late entry. */
  countedOn: IsoDate;
  result: CheckResult;
  /** Last day for another attempt, where it could not be done; null in old rows. */
  retryOn: IsoDate | null;
};

/** The days `fromOn <= day < toOn` on which one look is open that is due on `dueOn`. */
export type DueSpan = { dueOn: IsoDate; fromOn: IsoDate; toOn: IsoDate | null };

/**
 * The looks that a closure asks for, one after the other. A look meets every scheduled day that lies
 * before it or not more than the lead after it. One that could not be done meets none: it sets the day
 * of the next attempt, and only a later real look leads back to the schedule. Each counts from `countedOn` on.
 */
export function dueSpans(
  { closedOn, endedOn }: { closedOn: IsoDate; endedOn: IsoDate | null },
  checks: readonly Look[],
  rule: WatchRule,
): DueSpan[] {
  const scheduled = rule.scheduleDays.map((days) => ({
    dueOn: addDays(closedOn, days),
    opensOn: addDays(closedOn, days - rule.dueLeadDays),
  }));
  const spans: DueSpan[] = [];
  const counted: Look[] = [];
  let fromOn = closedOn;
  const endSpan = (toOn: IsoDate | null): void => {
    const { seenOn, retryOn } = standOf(counted);
    const next = scheduled.find(({ opensOn }) => opensOn > seenOn);
    if (retryOn !== null) spans.push({ dueOn: retryOn, fromOn, toOn });
    else if (next !== undefined) {
      const opensOn = next.opensOn > fromOn ? next.opensOn : fromOn;
      spans.push({ dueOn: next.dueOn, fromOn: opensOn, toOn });
    }
  };
  for (const look of looksWithin(closedOn, endedOn, checks)) {
    endSpan(look.countedOn);
    fromOn = look.countedOn;
    counted.push(look);
  }
  endSpan(endedOn);
  return spans;
}

/** The latest day on which somebody saw the place (empty: none), and the day of the next attempt after tries since then. */
function standOf(looks: readonly Look[]): { seenOn: IsoDate; retryOn: IsoDate | null } {
  let seenOn = '';
  for (const { result, checkedOn } of looks) {
    if (result !== 'could_not_check' && checkedOn > seenOn) seenOn = checkedOn;
  }
  const tried = looks
    .filter(({ result, checkedOn }) => result === 'could_not_check' && checkedOn > seenOn)
    .toSorted((a, b) => compare(a.checkedOn, b.checkedOn));
  return { seenOn, retryOn: tried.findLast(({ retryOn }) => retryOn !== null)?.retryOn ?? null };
}

/** Those that count while the closure stands, in the order in which they count. */
function looksWithin(closedOn: IsoDate, endedOn: IsoDate | null, checks: readonly Look[]): Look[] {
  return checks
    .filter(
      ({ checkedOn, countedOn }) =>
        checkedOn >= closedOn && (endedOn === null || countedOn < endedOn),
    )
    .toSorted((a, b) => compare(a.countedOn, b.countedOn) || compare(a.checkedOn, b.checkedOn));
}
