import type { PointFlag } from '#server/contract/point.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { FlagFacts, FlagInterval } from '#server/features/life-cycle/flag-rules.ts';
import type { WatchRule } from '#server/settings/life-cycle-settings.ts';

type Raised = { flag: PointFlag; dueOn: IsoDate | null };
type Cycle = FlagFacts['cycles'][number];

/** Computes the flags of one evening from the facts of that day alone, as a reader would. */
export function naiveFlagsOn(
  facts: FlagFacts,
  rules: readonly WatchRule[],
  day: IsoDate,
): Raised[] {
  const flags: Raised[] = [];
  const closure = facts.cycles.find(
    ({ eliminatedOn, endedOn }) =>
      eliminatedOn !== null && eliminatedOn <= day && !hasCome(endedOn, day),
  );
  const rule = rules.findLast(({ validFrom }) => validFrom <= day);
  if (closure !== undefined) {
    if (looksSince(closure, facts, day).every(isInVain)) flags.push(raised('unchecked'));
    if (rule !== undefined) flags.push(...watchOn(closure, rule, facts, day));
  }
  if (facts.handovers.some((part) => waitsOn(part, facts, day))) {
    flags.push(raised('handover_pending'));
  }
  if (facts.handovers.some((part) => isRefusedOn(part, facts, day))) {
    flags.push(raised('handover_refused'));
  }
  if (facts.suspicions.some((one) => one.raisedOn <= day && !hasCome(one.decidedOn, day))) {
    flags.push(raised('suspected'));
  }
  return flags;
}

/** Computes them for each of the days and joins runs of equal days; the last day stands for all later ones. */
export function naiveFlagIntervals(
  facts: FlagFacts,
  rules: readonly WatchRule[],
  days: readonly IsoDate[],
): FlagInterval[] {
  const open = new Map<string, FlagInterval>();
  const all: FlagInterval[] = [];
  for (const day of days) {
    const today = new Map(
      naiveFlagsOn(facts, rules, day).map((one) => [`${one.flag} ${one.dueOn}`, one]),
    );
    for (const [key, interval] of open) {
      if (today.has(key)) continue;
      interval.toOn = day;
      open.delete(key);
    }
    for (const [key, one] of today) {
      if (open.has(key)) continue;
      const interval = { ...one, fromOn: day, toOn: null };
      open.set(key, interval);
      all.push(interval);
    }
  }
  const key = ({ flag, fromOn }: FlagInterval) => `${flag} ${fromOn}`;
  return all.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Lists the days around every date that a life names or that a rule counts from one: flags may change on these. */
export function daysOfChange(facts: FlagFacts, rules: readonly WatchRule[]): IsoDate[] {
  const offsets = rules.flatMap(({ scheduleDays, dueLeadDays, watchDays }) => [
    watchDays,
    ...scheduleDays.flatMap((days) => [days, days - dueLeadDays]),
  ]);
  const named = new Set(JSON.stringify(facts).match(/\d{4}-\d{2}-\d{2}/gu));
  const days = [...named].flatMap((day) =>
    [0, ...offsets].flatMap((offset) => [-1, 0, 1].map((beside) => addDays(day, offset + beside))),
  );
  return [...new Set(days)].toSorted();
}

/** Gives the flags of an evening from stored intervals, in the form of `naiveFlagsOn`. */
export function flagsKeptFor(intervals: readonly FlagInterval[], day: IsoDate): string[] {
  return flagLines(intervals.filter(({ fromOn, toOn }) => fromOn <= day && !hasCome(toOn, day)));
}

/** Writes flags with their days, in order, for comparison. */
export function flagLines(flags: readonly Raised[]): string[] {
  return flags.map(({ flag, dueOn }) => `${flag} ${dueOn ?? ''}`.trim()).toSorted();
}

function raised(flag: PointFlag, dueOn: IsoDate | null = null): Raised {
  return { flag, dueOn };
}

function hasCome(on: IsoDate | null, day: IsoDate): boolean {
  return on !== null && on <= day;
}

function isInVain({ result }: FlagFacts['checks'][number]): boolean {
  return result === 'could_not_check';
}

function looksSince({ eliminatedOn }: Cycle, { checks }: FlagFacts, day: IsoDate) {
  return checks.filter((look) => look.checkedOn >= (eliminatedOn ?? '') && look.countedOn <= day);
}

function watchOn(closure: Cycle, rule: WatchRule, facts: FlagFacts, day: IsoDate): Raised[] {
  const closedOn = closure.eliminatedOn ?? '';
  const flags: Raised[] = [];
  if (day < addDays(closedOn, rule.watchDays)) flags.push(raised('under_watch'));
  const looks = looksSince(closure, facts, day);
  const seenOn = looks
    .filter((look) => !isInVain(look))
    .map((look) => look.checkedOn)
    .toSorted()
    .at(-1);
  // Tries after the last successful check, of two on a day the one that counts later; a try without a next day keeps the day of the try before it.
  const retryOn = looks
    .filter((look) => isInVain(look) && (seenOn === undefined || look.checkedOn > seenOn))
    .toSorted((a, b) =>
      `${a.checkedOn} ${a.countedOn}`.localeCompare(`${b.checkedOn} ${b.countedOn}`),
    )
    .findLast((look) => look.retryOn !== null)?.retryOn;
  const next = rule.scheduleDays.find(
    (days) => seenOn === undefined || addDays(closedOn, days - rule.dueLeadDays) > seenOn,
  );
  if (retryOn !== undefined && retryOn !== null) {
    flags.push(raised(day <= retryOn ? 'check_due' : 'check_overdue', retryOn));
  } else if (next !== undefined && addDays(closedOn, next - rule.dueLeadDays) <= day) {
    const dueOn = addDays(closedOn, next);
    flags.push(raised(day <= dueOn ? 'check_due' : 'check_overdue', dueOn));
  }
  return flags;
}

type Part = FlagFacts['handovers'][number];

function attemptOf(part: Part, facts: FlagFacts, later = 0): Part[] {
  return facts.handovers.filter(
    (other) => other.cycle === part.cycle && other.attempt === part.attempt + later,
  );
}

function closureIsOver(part: Part, facts: FlagFacts, day: IsoDate): boolean {
  const cycle = facts.cycles.find(({ number }) => number === part.cycle);
  return hasCome(cycle?.endedOn ?? null, day);
}

function waitsOn(part: Part, facts: FlagFacts, day: IsoDate): boolean {
  const isFromPapers = part.proposedBy === null && part.successor === null;
  if (isFromPapers || part.proposedOn > day || closureIsOver(part, facts, day)) return false;
  if (hasCome(part.answeredOn ?? part.lapsedOn, day)) return false;
  return attemptOf(part, facts).every(
    (one) =>
      !(one.state === 'refused' && hasCome(one.answeredOn, day)) && !hasCome(one.withdrawnOn, day),
  );
}

function isRefusedOn(part: Part, facts: FlagFacts, day: IsoDate): boolean {
  if (part.state !== 'refused' || !hasCome(part.answeredOn, day)) return false;
  if (closureIsOver(part, facts, day)) return false;
  const refusals = attemptOf(part, facts).filter(({ state }) => state === 'refused');
  const isAnswered = refusals.some(({ respondedOn }) => hasCome(respondedOn, day));
  return !isAnswered && attemptOf(part, facts, 1).every(({ proposedOn }) => proposedOn > day);
}
