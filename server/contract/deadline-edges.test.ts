import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dueIn, event, facts, RULES } from '#tests/support/clock-facts.ts';
import { reached } from '#tests/support/reached.ts';

import { clockOf, forwardingRuleOf, remainingDays, timelinessOf } from './deadline.ts';
import { dayNumber } from './civil-day.ts';
import { addDays, type IsoDate } from './time.ts';
import { DeadlineRule } from './tip-clock.ts';
import { TIP_KINDS, type TipKind } from './tip-kind.ts';
import { isWorkingDay, type WorkCalendar } from './working-days.ts';

const CALENDAR: WorkCalendar = {
  holidays: new Set(['2026-04-30', '2026-05-01']),
  workedWeekendDays: new Set(),
};

const due = dueIn(CALENDAR);
const paused = (from: IsoDate, to: IsoDate) => [event('suspended', from), event('resumed', to)];

function ruleFor(kind: TipKind, more: Partial<DeadlineRule>): DeadlineRule[] {
  return [DeadlineRule.parse({ ...RULES.find((rule) => rule.kind === kind), ...more })];
}

describe('an extension that counts from the start', () => {
  it('adds the days on which the clock stood still', () => {
    const extended = event('extended', '2026-03-25');
    // Two months from 2 March end on Saturday, 2 May; ten days later is a Tuesday.
    expect(due(facts('crime_denunciation', { events: [extended] }))).toBe('2026-05-04');
    const events = [...paused('2026-03-10', '2026-03-20'), extended];
    expect(due(facts('crime_denunciation', { events }))).toBe('2026-05-12');
    const twice = [...paused('2026-03-05', '2026-03-09'), ...events];
    expect(due(facts('crime_denunciation', { events: twice }))).toBe('2026-05-18'); // 16th is a Saturday
  });
});

describe('a clock that is suspended twice before it is resumed', () => {
  it('stands still from the first suspension on', () => {
    const [first, second, resumed] = ['2026-03-10', '2026-03-14', '2026-03-20'];
    const once = [event('suspended', first), event('resumed', resumed)];
    const twice = [
      event('suspended', first),
      event('suspended', second),
      event('resumed', resumed),
    ];
    const extended = event('extended', '2026-03-25');
    for (const kind of ['crime_denunciation', 'feedback'] as const) {
      for (const after of [[], [extended]]) {
        const dueOn = due(facts(kind, { events: [...once, ...after] }));
        expect(due(facts(kind, { events: [...twice, ...after] }))).toBe(dueOn);
      }
    }
    expect(due(facts('crime_denunciation', { events: [...twice, extended] }))).toBe('2026-05-12');
  });
});

describe('a clock that is suspended on its last day or later', () => {
  it('has nothing left, and ends on the day on which it is resumed', () => {
    // Thirty days from 2 March end on Wednesday, 1 April; ten working days on Monday, 16 March.
    for (const [kind, suspendedOn, resumedOn] of [
      ['complaint', '2026-04-01', '2026-04-10'],
      ['complaint', '2026-04-06', '2026-04-10'],
      ['feedback', '2026-03-16', '2026-03-20'],
      ['feedback', '2026-03-18', '2026-03-20'],
    ] as const) {
      const events = paused(suspendedOn, resumedOn);
      const given = facts(kind, { acceptedOn: '2026-03-02', events });
      expect([kind, suspendedOn, due(given)]).toEqual([kind, suspendedOn, resumedOn]);
    }
    const aDayBefore = facts('complaint', {
      acceptedOn: '2026-03-02',
      events: paused('2026-03-31', '2026-04-09'),
    });
    expect(due(aDayBefore)).toBe('2026-04-10');
  });
});

describe('a tip that is overdue in working days', () => {
  it('is overdue by one already on the Saturday after its last day', () => {
    // Received Friday 27 February, due Friday 13 March.
    const clock = clockOf(facts('feedback', { receivedOn: '2026-02-27' }), RULES, CALENDAR);
    if (clock === null) throw new Error('no clock');
    const left = ['2026-03-13', '2026-03-14', '2026-03-15', '2026-03-16', '2026-03-17'].map((day) =>
      remainingDays(clock, day, CALENDAR),
    );
    expect(left).toEqual([0, -1, -1, -1, -2]);
  });
});

describe('a rule about forwarding', () => {
  it('applies to tips received from its first day on', () => {
    const rules = ruleFor('crime_information', { validFrom: '2026-03-02' });
    const on = (receivedOn: IsoDate) =>
      forwardingRuleOf({ kind: 'crime_information', receivedOn }, rules);
    expect(on('2026-03-01')).toBeNull();
    expect(on('2026-03-02')).toEqual(rules[0]);
    expect(forwardingRuleOf({ kind: 'feedback', receivedOn: '2026-03-02' }, rules)).toBeNull();
  });

  it('is none where the latest one says nothing about it', () => {
    const [former] = ruleFor('crime_information', { validFrom: '2026-01-01' });
    const [latest] = ruleFor('crime_information', { validFrom: '2026-03-01', forwarding: null });
    const rules = [former, latest].filter((rule) => rule !== undefined);
    const on = (receivedOn: IsoDate) =>
      forwardingRuleOf({ kind: 'crime_information', receivedOn }, rules);
    expect(on('2026-02-28')).toEqual(former);
    expect(on('2026-03-01')).toBeNull();
  });
});

describe('a rule that does not move its end to a working day', () => {
  const limit = { amount: 20, unit: 'day' } as const;
  it('ends on the counted day, even a Sunday', () => {
    const kind = 'crime_denunciation';
    expect(due(facts(kind), ruleFor(kind, { limit, endsOnWorkingDay: true }))).toBe('2026-03-23');
    expect(due(facts(kind), ruleFor(kind, { limit, endsOnWorkingDay: false }))).toBe('2026-03-22');
  });

  it('ends on the day of a resumption, even a Saturday, where no working day was left', () => {
    const rules = ruleFor('feedback', { endsOnWorkingDay: false });
    // Due on Monday 16 March; suspended on that day.
    const events = paused('2026-03-16', '2026-03-21');
    expect(due(facts('feedback', { events }), rules)).toBe('2026-03-21');
  });
});

describe('whatever happens', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((offset) => addDays('2025-12-01', offset));
  const someFacts = fc
    .record({ kind: fc.constantFrom(...TIP_KINDS), receivedOn: day, wait: fc.nat(20) })
    .chain(({ kind, receivedOn, wait }) =>
      fc
        .array(
          fc.record({
            kind: fc.constantFrom('extended' as const, 'suspended' as const, 'resumed' as const),
            on: fc.nat(300).map((offset) => addDays(receivedOn, wait + offset)),
          }),
          { maxLength: 6 },
        )
        .map((events) => ({
          kind,
          receivedOn,
          acceptedOn: addDays(receivedOn, wait),
          events: events.toSorted((a, b) => dayNumber(a.on) - dayNumber(b.on)),
          handledOn: null,
        })),
    );

  it('a due day is worked, lies after the start, and extending never shortens a clock', () => {
    reached({ 'a clock that runs': 0.3, 'and was never resumed': 0.1 }, (seen) => {
      fc.assert(
        fc.property(someFacts, (given) => {
          const clock = clockOf(given, RULES, CALENDAR);
          if (clock === null) throw new Error('every kind has a rule');
          const { dueOn } = clock;
          // A resumption gives a span of its own, which an extension counted from the start may fall short of.
          const resumed = given.events.some(({ kind }) => kind === 'resumed');
          seen('a clock that runs', dueOn !== null);
          seen('and was never resumed', dueOn !== null && !resumed);
          if (dueOn === null) return;
          expect(isWorkingDay(dueOn, CALENDAR)).toBe(true);
          expect(dueOn > clock.startedOn).toBe(true);
          if (resumed) return;
          const last = given.events.at(-1)?.on ?? clock.startedOn;
          const longer = { ...given, events: [...given.events, event('extended', last)] };
          const extended = clockOf(longer, RULES, CALENDAR)?.dueOn ?? '';
          expect([dueOn, extended].toSorted()).toEqual([dueOn, extended]);
        }),
        { numRuns: 200 },
      );
    });
  });

  it('an overdue tip stays overdue on the next day, and a closed one keeps its result', () => {
    reached({ overdue: 0.1, 'closed late': 0.1 }, (seen) => {
      fc.assert(
        fc.property(someFacts, day, (given, today) => {
          const clock = clockOf(given, RULES, CALENDAR);
          const state = timelinessOf(given, clock, today, 3);
          const closed = { handledOn: today };
          const closedAs = timelinessOf(closed, clock, today, 3);
          expect(timelinessOf(closed, clock, addDays(today, 400), 3)).toBe(closedAs);
          seen('closed late', closedAs === 'closed_late');
          if (!seen('overdue', state === 'overdue')) return;
          expect(timelinessOf(given, clock, addDays(today, 1), 3)).toBe('overdue');
          expect(closedAs).toBe('closed_late');
        }),
        { numRuns: 200 },
      );
    });
  });
});
