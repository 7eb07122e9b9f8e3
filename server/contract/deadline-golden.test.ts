import { describe, expect, it } from 'vitest';

import { dueIn, event, facts, RULES, TET_2026 } from '#tests/support/clock-facts.ts';

import type { ClockFacts } from './deadline.ts';
import type { IsoDate } from './time.ts';
import { DeadlineRule } from './tip-clock.ts';
import type { TipKind } from './tip-kind.ts';

const due = dueIn(TET_2026);

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
