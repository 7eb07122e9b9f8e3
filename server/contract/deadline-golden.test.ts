import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import reference from '#data/reference/deadline-rules.json' with { type: 'json' };

import { type ClockEvent, type ClockFacts, clockOf } from './deadline.ts';
import type { IsoDate } from './time.ts';
import { DeadlineRule } from './tip-clock.ts';
import type { TipKind } from './tip-kind.ts';
import type { WorkCalendar } from './working-days.ts';

const RULES = z.array(DeadlineRule).parse(reference.rules);
/** Tết 2026: five days off around 17 February, and a Saturday worked in exchange for a Friday. */
const CALENDAR: WorkCalendar = {
  holidays: new Set([
    '2026-01-01',
    '2026-02-16',
    '2026-02-17',
    '2026-02-18',
    '2026-02-19',
    '2026-02-20',
  ]),
  workedWeekendDays: new Set(['2026-01-10']),
};

function facts(kind: TipKind, more: Partial<ClockFacts> = {}): ClockFacts {
  return { kind, receivedOn: '2026-03-02', acceptedOn: null, events: [], handledOn: null, ...more };
}
const due = (given: ClockFacts, rules = RULES) => clockOf(given, rules, CALENDAR)?.dueOn;
const event = (kind: ClockEvent['kind'], on: IsoDate): ClockEvent => ({ kind, on });

describe('the golden cases', () => {
  type Case = [string, Partial<ClockFacts> & { kind: TipKind }, IsoDate | null];
  const CASES: Case[] = [
    [
      'crime, received on Tết’s eve',
      { kind: 'crime_denunciation', receivedOn: '2026-02-13' },
      '2026-03-05',
    ],
    [
      'crime, the 20th day in the middle of Tết',
      { kind: 'crime_information', receivedOn: '2026-01-28' },
      '2026-02-23',
    ],
    [
      'crime, extended to two months, which end in the middle of Tết',
      {
        kind: 'crime_information',
        receivedOn: '2025-12-17',
        events: [event('extended', '2026-01-05')],
      },
      '2026-02-23',
    ],
    [
      'crime, extended by the investigators, then by the prosecutor',
      {
        kind: 'prosecution_proposal',
        receivedOn: '2026-03-02',
        events: [event('extended', '2026-03-20'), event('extended', '2026-05-01')],
      },
      '2026-07-02',
    ],
    [
      'crime, suspended and not resumed',
      { kind: 'crime_denunciation', events: [event('suspended', '2026-03-10')] },
      null,
    ],
    [
      'crime, extended, suspended, resumed: a month from the day of resumption',
      {
        kind: 'crime_denunciation',
        events: [
          event('extended', '2026-03-20'),
          event('suspended', '2026-04-01'),
          event('resumed', '2026-06-15'),
        ],
      },
      '2026-07-15',
    ],
    [
      'denunciation, very complex: extended twice, 90 days in all',
      {
        kind: 'denunciation',
        acceptedOn: '2026-03-09',
        events: [event('extended', '2026-04-01'), event('extended', '2026-05-04')],
      },
      '2026-06-08',
    ],
    [
      'denunciation, extended, then suspended for ten days: what was left goes on',
      {
        kind: 'denunciation',
        acceptedOn: '2026-03-09',
        events: [
          event('extended', '2026-04-01'),
          event('suspended', '2026-04-10'),
          event('resumed', '2026-04-20'),
        ],
      },
      '2026-05-18',
    ],
    [
      'complaint, complex: 45 days from acceptance',
      { kind: 'complaint', acceptedOn: '2026-03-09', events: [event('extended', '2026-04-01')] },
      '2026-04-23',
    ],
    ['complaint, not accepted yet', { kind: 'complaint' }, null],
    [
      'feedback over Tết, extended by five working days',
      { kind: 'feedback', receivedOn: '2026-02-09', events: [event('extended', '2026-02-25')] },
      '2026-03-09',
    ],
    [
      'feedback, suspended before Tết and resumed after it: Tết costs nothing',
      {
        kind: 'feedback',
        receivedOn: '2026-02-09',
        events: [event('suspended', '2026-02-13'), event('resumed', '2026-02-23')],
      },
      '2026-03-03',
    ],
  ];
  it.each(CASES)('%s', (_, { kind, ...more }, expected) => {
    expect(due(facts(kind, more)) ?? null).toBe(expected);
  });

  it('a rule that changes while a clock runs changes nothing of it, extended or suspended', () => {
    const stricter = RULES.map((rule) =>
      DeadlineRule.parse({
        ...rule,
        validFrom: '2026-03-15',
        limit: { amount: 1, unit: 'day' },
        extensions: [],
      }),
    );
    const rules = [...RULES, ...stricter];
    for (const [, { kind, ...more }] of CASES) {
      const given = facts(kind, more);
      expect(due(given, rules) ?? null).toBe(due(given) ?? null);
    }
    expect(due(facts('feedback', { receivedOn: '2026-03-16' }), rules)).toBe('2026-03-17');
  });
});
