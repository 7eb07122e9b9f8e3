import { describe, expect, it } from 'vitest';

import { daysOfPreset, PERIOD_PRESETS, type PeriodPreset } from './period-presets.ts';

/** A Tuesday. */
const TODAY = '2026-11-24';
const FIFTEENTH = [{ validFrom: '2020-01-01', firstDay: 15 }];
const firstOf = (preset: PeriodPreset, until = TODAY, rules = FIFTEENTH) =>
  daysOfPreset(preset, until, rules).from;

describe('a period of one press', () => {
  it('ends on the evening that is shown and counts it', () => {
    for (const preset of PERIOD_PRESETS) {
      expect(daysOfPreset(preset, '2026-03-05', FIFTEENTH).to).toBe('2026-03-05');
    }
    expect(firstOf('days7')).toBe('2026-11-18');
    expect(firstOf('days28')).toBe('2026-10-28');
  });

  it('begins on Monday, the first of the month, or the first of January, April, July or October', () => {
    expect(firstOf('week')).toBe('2026-11-23');
    expect(firstOf('month')).toBe('2026-11-01');
    expect(firstOf('quarter')).toBe('2026-10-01');
    const quarters = ['2026-01-31', '2026-03-31', '2026-04-01', '2026-09-30'];
    expect(quarters.map((day) => firstOf('quarter', day))).toEqual([
      '2026-01-01',
      '2026-01-01',
      '2026-04-01',
      '2026-07-01',
    ]);
  });

  it('follows the reporting months of the settings', () => {
    expect(firstOf('reporting')).toBe('2026-11-15');
    expect(firstOf('planYear')).toBe('2025-12-15');
    expect(firstOf('reporting', TODAY, [])).toBe('2026-11-01');
    expect(firstOf('planYear', TODAY, [])).toBe('2026-01-01');
  });
});
