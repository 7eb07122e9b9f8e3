import { daysBetween } from './civil-day.ts';
import { addDays, type IsoDate } from './time.ts';
import type { DeadlineRule, Timeliness } from './tip-clock.ts';
import type { TipKind } from './tip-kind.ts';
import {
  endOfSpan,
  type WorkCalendar,
  workingDayFrom,
  workingDaysBetween,
} from './working-days.ts';

/** Events that move a clock, in the order of their days. */
export type ClockEvent = {
  kind: 'extended' | 'suspended' | 'resumed';
  on: IsoDate;
  /** Entered after its day and seen by nobody else: it loosens no clock that had run out by then. */
  late?: boolean;
};

/** Facts from which the clock of a tip follows. */
export type ClockFacts = {
  kind: TipKind;
  receivedOn: IsoDate;
  /** Acceptance (thụ lý), which starts the clock of denunciations and complaints. */
  acceptedOn: IsoDate | null;
  events: readonly ClockEvent[];
  handledOn: IsoDate | null;
  /** Passed on to the authority that has to handle it. */
  forwarded?: boolean;
};

export type Clock = {
  rule: DeadlineRule;
  startedOn: IsoDate;
  /** The last day in time; null while suspended, for then no day is counted. */
  dueOn: IsoDate | null;
  extensionsUsed: number;
};

/**
 * The clock of a tip. The rule is the one in force on the day on which the clock started: a rule that
 * changes later does not change clocks that run. A tip that was passed on is judged by how soon that was.
 * Null before the clock starts, or where no rule was in force on that day.
 */
export function clockOf(
  facts: ClockFacts,
  rules: readonly DeadlineRule[],
  calendar: WorkCalendar,
): Clock | null {
  const handling = handlingClockOf(facts, rules, calendar);
  const rule = facts.forwarded === true ? forwardingRuleOf(facts, rules) : null;
  if (rule === null || rule.forwarding === null) return handling;
  // The limit for handling it runs at the other authority; receipt counts, for what is not ours is never accepted.
  return {
    rule,
    startedOn: facts.receivedOn,
    dueOn: endOfSpan(facts.receivedOn, rule.forwarding, calendar),
    extensionsUsed: handling?.extensionsUsed ?? 0,
  };
}

/** The rule in force on the day of receipt, where it says within which time a tip is passed on; else null. */
export function forwardingRuleOf(
  { kind, receivedOn }: Pick<ClockFacts, 'kind' | 'receivedOn'>,
  rules: readonly DeadlineRule[],
): DeadlineRule | null {
  const rule = latestFirst(kind, rules).find(({ validFrom }) => validFrom <= receivedOn);
  return rule === undefined || rule.forwarding === null ? null : rule;
}

function handlingClockOf(
  facts: ClockFacts,
  rules: readonly DeadlineRule[],
  calendar: WorkCalendar,
): Clock | null {
  const started = startOf(facts, rules);
  if (started === null) return null;
  const { rule, startedOn } = started;
  let end = endOfSpan(startedOn, rule.limit, calendar);
  let extensionsUsed = 0;
  let pausedDays = 0;
  let suspendedOn: IsoDate | null = null;
  for (const event of facts.events) {
    if (event.late === true && event.on > lastDay(rule, end, calendar)) continue;
    if (event.kind === 'suspended') suspendedOn ??= event.on;
    if (event.kind === 'extended') {
      const extension = rule.extensions[extensionsUsed];
      if (extension === undefined) continue;
      extensionsUsed += 1;
      end =
        extension.counted === 'added'
          ? endOfSpan(end, extension.span, calendar)
          : addDays(endOfSpan(startedOn, extension.span, calendar), pausedDays);
    }
    if (event.kind === 'resumed' && suspendedOn !== null) {
      // A suspension that counts only from a later day stopped nothing.
      if (suspendedOn <= event.on) {
        pausedDays += daysBetween(suspendedOn, event.on);
        end = endAfterResumption(rule, { suspendedOn, resumedOn: event.on, end }, calendar);
      }
      suspendedOn = null;
    }
  }
  const dueOn = lastDay(rule, end, calendar);
  return { rule, startedOn, dueOn: suspendedOn === null ? dueOn : null, extensionsUsed };
}

function lastDay(rule: DeadlineRule, end: IsoDate, calendar: WorkCalendar): IsoDate {
  return rule.endsOnWorkingDay ? workingDayFrom(end, calendar) : end;
}

function startOf(
  { kind, receivedOn, acceptedOn }: ClockFacts,
  rules: readonly DeadlineRule[],
): { rule: DeadlineRule; startedOn: IsoDate } | null {
  // Which event starts it may itself have changed with a rule: the latest that had started by its own day.
  for (const rule of latestFirst(kind, rules)) {
    const startedOn = rule.startsWith === 'received' ? receivedOn : acceptedOn;
    if (startedOn !== null && rule.validFrom <= startedOn) return { rule, startedOn };
  }
  return null;
}

function latestFirst(kind: TipKind, rules: readonly DeadlineRule[]): DeadlineRule[] {
  return rules
    .filter((rule) => rule.kind === kind)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
}

function endAfterResumption(
  rule: DeadlineRule,
  { suspendedOn, resumedOn, end }: { suspendedOn: IsoDate; resumedOn: IsoDate; end: IsoDate },
  calendar: WorkCalendar,
): IsoDate {
  if (rule.resumption !== 'remaining') return endOfSpan(resumedOn, rule.resumption, calendar);
  if (rule.limit.unit !== 'working_day') {
    return addDays(resumedOn, Math.max(0, daysBetween(suspendedOn, end)));
  }
  const amount = workingDaysBetween(suspendedOn, end, calendar);
  return amount === 0 ? resumedOn : endOfSpan(resumedOn, { amount, unit: 'working_day' }, calendar);
}

/** Days left until the due day, counted as the rule counts; negative when it has passed. */
export function remainingDays(clock: Clock, today: IsoDate, calendar: WorkCalendar): number | null {
  if (clock.dueOn === null) return null;
  if (clock.rule.limit.unit !== 'working_day') return daysBetween(today, clock.dueOn);
  return today <= clock.dueOn
    ? workingDaysBetween(today, clock.dueOn, calendar)
    : -Math.max(1, workingDaysBetween(clock.dueOn, today, calendar));
}

/**
 * Judges a tip by its clock on a day.
 * @param dueSoonDays calendar days before the due day from which on it is due soon
 */
export function timelinessOf(
  facts: Pick<ClockFacts, 'handledOn'>,
  clock: Clock | null,
  today: IsoDate,
  dueSoonDays: number,
): Timeliness {
  if (clock === null) return facts.handledOn === null ? 'not_started' : 'closed_on_time';
  if (facts.handledOn !== null) {
    const late = clock.dueOn !== null && facts.handledOn > clock.dueOn;
    return late ? 'closed_late' : 'closed_on_time';
  }
  if (clock.dueOn === null) return 'suspended';
  if (today > clock.dueOn) return 'overdue';
  return daysBetween(today, clock.dueOn) <= dueSoonDays ? 'due_soon' : 'running';
}

export type OnTimeTally = {
  onTime: number;
  late: number;
  openOverdue: number;
  /** In time only by a paper that nobody else has seen yet: neither for nor against. */
  awaiting: number;
  /** Neither for nor against: running, suspended, or not started. */
  notYetDue: number;
  /** Tips in time that the commune took in and closed itself, so that nobody else has seen them. */
  own: number;
  /** Share in time of what is closed or overdue; null where there is neither. */
  rate: number | null;
};

/** On time ÷ (closed + open overdue); what is not yet due stands apart (product definitions, 5.10). */
export function tallyOnTime(tips: Iterable<{ timeliness: Timeliness; own: boolean }>): OnTimeTally {
  const tally = { onTime: 0, late: 0, openOverdue: 0, awaiting: 0, notYetDue: 0, own: 0 };
  for (const { timeliness: state, own } of tips) {
    if (own && state === 'closed_on_time') tally.own += 1;
    if (state === 'closed_on_time') tally.onTime += 1;
    else if (state === 'closed_late') tally.late += 1;
    else if (state === 'overdue') tally.openOverdue += 1;
    else if (state === 'awaiting_paper') tally.awaiting += 1;
    else tally.notYetDue += 1;
  }
  const counted = tally.onTime + tally.late + tally.openOverdue;
  return { ...tally, rate: counted === 0 ? null : tally.onTime / counted };
}

/**
 * True when an extension may still be recorded on a day: the clock runs, the rule has one left, and it is not too
 * late.
 */
export function mayExtend(clock: Clock, on: IsoDate): boolean {
  return (
    clock.dueOn !== null && on <= clock.dueOn && clock.extensionsUsed < clock.rule.extensions.length
  );
}
