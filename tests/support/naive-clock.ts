import type { ClockEvent, ClockFacts } from '#server/contract/deadline.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { ClockSpan, DeadlineRule } from '#server/contract/tip-clock.ts';
import type { WorkCalendar } from '#server/contract/working-days.ts';

/**
 * The legal clock of a tip as the documents describe it, by walking through its days one after the other: slow, and
 * written without the product's rules, which a property compares with it.
 */
export type NaiveClock = { startedOn: IsoDate; dueOn: IsoDate | null; extensionsUsed: number };

const NEVER = 4_000;

/** A day is worked from Monday to Friday unless it is a holiday, and on weekends where it was said so. */
function isWorked(day: IsoDate, { holidays, workedWeekendDays }: WorkCalendar): boolean {
  const isWeekend = [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
  return isWeekend ? workedWeekendDays.has(day) : !holidays.has(day);
}

/** The same day some months later, or the last day of that month where it has no such day. */
function monthsLater(from: IsoDate, months: number): IsoDate {
  const [, , wanted = ''] = from.split('-');
  let day = from;
  for (let passed = 0; passed < months;) {
    day = addDays(day, 1);
    if (day.endsWith('-01')) passed += 1;
  }
  const isLast = () => addDays(day, 1).endsWith('-01');
  while (!day.endsWith(wanted) && !isLast()) day = addDays(day, 1);
  return day;
}

/** Counts the days that a span allows from a day on, which itself is left out: in working days where it says so. */
function daysOf({ amount, unit }: ClockSpan, from: IsoDate): number {
  if (unit !== 'month') return amount;
  let days = 0;
  for (let day = from; day !== monthsLater(from, amount); day = addDays(day, 1)) days += 1;
  return days;
}

const inForce = (rules: readonly DeadlineRule[], kind: string, on: IsoDate) =>
  rules
    .filter((rule) => rule.kind === kind && rule.validFrom <= on)
    .reduce<DeadlineRule | null>(
      (latest, rule) => (latest === null || rule.validFrom > latest.validFrom ? rule : latest),
      null,
    );

/** Walks through the days of a clock until it has run out and nothing more happens to it. */
export function naiveClock(
  facts: ClockFacts,
  rules: readonly DeadlineRule[],
  calendar: WorkCalendar,
): NaiveClock | null {
  const atReceipt = inForce(rules, facts.kind, facts.receivedOn);
  if (facts.forwarded === true && atReceipt?.forwarding != null) {
    // Twenty-four hours wait for no Monday.
    const rule = { ...atReceipt, limit: atReceipt.forwarding, endsOnWorkingDay: false };
    return walk(rule, facts.receivedOn, [], calendar);
  }
  for (const startsWith of ['received', 'accepted'] as const) {
    const startedOn = startsWith === 'received' ? facts.receivedOn : facts.acceptedOn;
    const rule = startedOn === null ? null : inForce(rules, facts.kind, startedOn);
    if (startedOn !== null && rule?.startsWith === startsWith) {
      return walk(rule, startedOn, facts.events, calendar);
    }
  }
  return null;
}

const countedBy = (rule: DeadlineRule, calendar: WorkCalendar) => (day: IsoDate) =>
  rule.limit.unit !== 'working_day' || isWorked(day, calendar);

/** Moves an end to the next day that is worked, where the rule says so. */
const movedBy = (rule: DeadlineRule, calendar: WorkCalendar) => (day: IsoDate) => {
  let last = day;
  while (rule.endsOnWorkingDay && !isWorked(last, calendar)) last = addDays(last, 1);
  return last;
};

/** The day by which so many days that count have passed. */
function walkOn(from: IsoDate, days: number, counts: (day: IsoDate) => boolean): IsoDate {
  let day = from;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (counts(day)) left -= 1;
  }
  return day;
}

function walk(
  rule: DeadlineRule,
  startedOn: IsoDate,
  events: readonly ClockEvent[],
  calendar: WorkCalendar,
): NaiveClock {
  const counts = countedBy(rule, calendar);
  const moved = movedBy(rule, calendar);
  let allowed = daysOf(rule.limit, startedOn);
  /** Days used of what is allowed, and all days on which the clock ran: those after its end are only in the second. */
  let [used, ran, extensionsUsed] = [0, 0, 0];
  let stands = false;
  /** The day on which so many days had been used; the day of a resumption stands for what was used before it. */
  const reachedOn: IsoDate[] = [startedOn];
  const ranOn: IsoDate[] = [startedOn];
  const dueOn = () => (!stands && used >= allowed ? (reachedOn[allowed] ?? startedOn) : null);
  const happen = (event: ClockEvent, today: IsoDate) => {
    const ranOutOn = dueOn();
    if (event.late === true && ranOutOn !== null && moved(ranOutOn) < today) return;
    const extension = rule.extensions[extensionsUsed];
    if (event.kind === 'extended' && extension !== undefined) {
      extensionsUsed += 1;
      if (extension.counted === 'from_start') {
        const total = daysOf(extension.span, startedOn);
        allowed = used + Math.max(0, total - ran);
        // The whole span was over before.
        if (total <= ran) reachedOn[allowed] = ranOn[total] ?? startedOn;
      } else allowed += daysOf(extension.span, dueOn() ?? walkOn(today, allowed - used, counts));
    }
    if (event.kind === 'suspended' && !stands) {
      stands = true;
      used = Math.min(used, allowed);
    }
    if (event.kind === 'resumed' && stands) {
      stands = false;
      reachedOn[used] = today;
      ranOn[ran] = today;
      if (rule.resumption !== 'remaining') allowed = used + daysOf(rule.resumption, today);
    }
  };
  let day = startedOn;
  for (let walked = 0; walked < NEVER; walked += 1) {
    if (walked > 0 && !stands && counts(day)) {
      used += 1;
      ran += 1;
      reachedOn[used] = day;
      ranOn[ran] = day;
    }
    for (const event of events) if (event.on === day) happen(event, day);
    const isOver = events.every(({ on }) => on <= day);
    if (isOver && (stands || used >= allowed)) break;
    day = addDays(day, 1);
  }
  const end = dueOn();
  return { startedOn, dueOn: end === null ? null : moved(end), extensionsUsed };
}
