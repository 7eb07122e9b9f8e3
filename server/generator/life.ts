import type { CheckResult, EventKind, PointStatus } from '#server/contract/point.ts';

import type { Random } from './random.ts';

/** Days are counted from 1970-01-01, instants in seconds from it. */
export type LifeEvent = {
  kind: EventKind;
  day: number;
  recordedSecond: number;
  statusAfter: PointStatus;
  cycle: number;
  check: CheckResult | null;
};

export type LifeCycle = {
  number: number;
  openedDay: number;
  openedBy: 'recognised' | 'recurrence_confirmed';
  eliminatedDay: number | null;
  handedOverDay: number | null;
  /** Day on which the closure no longer stood: next cycle or delisting. */
  endedDay: number | null;
};

export type Life = { events: LifeEvent[]; cycles: LifeCycle[] };

type Step = { kind: EventKind; status: PointStatus; cycle: number; gapDays: number };

const DAY_SECONDS = 86_400;
/** Offices of the city enter things between nine and five, which is from two o'clock UTC on. */
const OPENING_SECOND = 2 * 3_600;
const OFFICE_SECONDS = 8 * 3_600;

/**
 * A life of at most `events` events between two days: proposed, recognised, eliminated, handed over,
 * looked at, back again. It ends earlier where nothing can follow (declined, delisted).
 */
export function liveLife(
  random: Random,
  events: number,
  period: { firstDay: number; lastDay: number },
): Life {
  const steps = stepsOf(random, events);
  const age = steps.reduce((sum, step) => sum + step.gapDays, 0);
  const length = period.lastDay - period.firstDay;
  const start = period.firstDay + random.next() * Math.max(0, length - age);
  const scale = age === 0 ? 1 : Math.min(1, (period.lastDay - start) / age);
  let elapsed = 0;
  let recorded = 0;
  const told = steps.map((step): LifeEvent => {
    elapsed += step.gapDays * scale;
    const day = Math.floor(start + elapsed);
    const recordedDay = Math.min(period.lastDay, day + Math.floor(random.exponential(3)));
    const second = OPENING_SECOND + random.below(OFFICE_SECONDS);
    recorded = Math.max(recorded, recordedDay * DAY_SECONDS + second);
    const check = step.kind === 'checked' ? checkResult(random) : null;
    const { kind, cycle } = step;
    return { kind, day, recordedSecond: recorded, statusAfter: step.status, cycle, check };
  });
  return { events: told, cycles: cyclesOf(told) };
}

function stepsOf(random: Random, events: number): Step[] {
  const steps: Step[] = [{ kind: 'proposed', status: 'proposed', cycle: 0, gapDays: 0 }];
  let last: Step | null = steps[0] ?? null;
  while (last !== null && steps.length < events) {
    last = nextStep(random, last);
    if (last !== null) steps.push(last);
  }
  return steps;
}

/**
 * Draws the next step of a life: the status that most often follows, and after how many days; null after the last
 * one.
 */
function nextStep(random: Random, { status, cycle }: Step): Step | null {
  const step = (kind: EventKind, after: PointStatus, meanDays: number, opened = cycle): Step => ({
    kind,
    status: after,
    cycle: opened,
    gapDays: random.exponential(meanDays),
  });
  const drawn = random.next();
  switch (status) {
    case 'proposed':
      return drawn < 0.05
        ? step('declined', 'not_recognised', 20)
        : step('recognised', 'active', 20, 1);
    case 'active':
      return step('eliminated', 'eliminated', 150);
    case 'recurring':
      return step('eliminated', 'eliminated', 60);
    case 'eliminated':
      if (drawn < 0.62) return step('handover_confirmed', 'handed_over', 25);
      if (drawn < 0.92) return step('checked', 'eliminated', 30);
      return step('recurrence_confirmed', 'recurring', 120, cycle + 1);
    case 'handed_over':
      if (drawn < 0.76) return step('checked', 'handed_over', 60);
      if (drawn < 0.96) return step('recurrence_confirmed', 'recurring', 200, cycle + 1);
      return step('delisted', 'delisted', 300);
    case 'not_recognised':
    case 'delisted':
      return null;
  }
}

function checkResult(random: Random): CheckResult {
  const drawn = random.next();
  if (drawn < 0.9) return 'no_sign';
  return drawn < 0.95 ? 'signs' : 'could_not_check';
}

function cyclesOf(events: readonly LifeEvent[]): LifeCycle[] {
  const cycles: LifeCycle[] = [];
  for (const { kind, day, cycle } of events) {
    const current = cycles.at(-1);
    if (kind === 'recognised' || kind === 'recurrence_confirmed') {
      if (current !== undefined) current.endedDay = day;
      const closed = { eliminatedDay: null, handedOverDay: null, endedDay: null };
      cycles.push({ number: cycle, openedDay: day, openedBy: kind, ...closed });
    } else if (current !== undefined) {
      if (kind === 'eliminated') current.eliminatedDay = day;
      if (kind === 'handover_confirmed') current.handedOverDay = day;
      if (kind === 'delisted') current.endedDay = day;
    }
  }
  return cycles;
}
