import { describe, expect, it } from 'vitest';

import { loosenedWithin, loosens, type RuleRow } from './city-rules.ts';

const change = (key: string | null, before: unknown, value: unknown): RuleRow => ({
  rule:
    key === null ? 'tip_rule' : key === 'check.schedule' ? 'check_schedule' : 'signal_parameter',
  key,
  validFrom: '2026-03-02',
  origin: '12/QĐ',
  value: JSON.stringify(value),
  before: JSON.stringify(before),
});

describe('a rule is looser than the one before', () => {
  const radius = {
    business: 30,
    public_area: 60,
    vicinityFactor: 3,
    exactMetres: 15,
    unknownErrorMetres: 50,
  };
  const window = { graceDays: 7, windowDays: 365, figureDays: [90] };
  const schedule = { days: [7, 30, 90], leadDays: 3, watchDays: 365 };
  const clock = {
    startsWith: 'received',
    limit: { amount: 20, unit: 'day' },
    extensions: [],
  };

  it.each([
    ['with a smaller radius', 'signal.radius', radius, { ...radius, business: 20 }],
    ['with a shorter window', 'signal.window', window, { ...window, windowDays: 300 }],
    ['with more days of grace', 'signal.window', window, { ...window, graceDays: 10 }],
    [
      'with a suspicion that lapses sooner',
      'signal.flag',
      { expiryDays: 90, undoMinutes: 60 },
      { expiryDays: 60, undoMinutes: 60 },
    ],
    ['with fewer looks', 'check.schedule', schedule, { ...schedule, days: [7, 30] }],
    ['with a later first look', 'check.schedule', schedule, { ...schedule, days: [14, 30, 90] }],
    ['with a shorter watch', 'check.schedule', schedule, { ...schedule, watchDays: 180 }],
    ['with more days for a tip', null, clock, { ...clock, limit: { amount: 1, unit: 'month' } }],
    ['with a clock that waits for acceptance', null, clock, { ...clock, startsWith: 'accepted' }],
  ])('%s, and not the other way round', (_name, key, before, value) => {
    expect(loosens(change(key, before, value))).toBe(true);
    expect(loosens(change(key, value, before))).toBe(false);
    expect(loosens(change(key, before, before))).toBe(false);
  });
});

it('only what begins within the year counts, and not with its first day', () => {
  const looser = change(
    'signal.flag',
    { expiryDays: 90, undoMinutes: 60 },
    { expiryDays: 60, undoMinutes: 60 },
  );
  const rows = ['2025-12-15', '2025-12-16', '2026-05-02'].map((validFrom) => ({
    ...looser,
    validFrom,
  }));
  expect(loosenedWithin(rows, '2025-12-15').map(({ validFrom }) => validFrom)).toEqual([
    '2025-12-16',
    '2026-05-02',
  ]);
});
