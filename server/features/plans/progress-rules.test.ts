import { describe, expect, it } from 'vitest';

import { progressOf, withoutPraise, type Actual } from './progress-rules.ts';

const YEAR = { firstOn: '2025-12-15', lastOn: '2026-12-14', asOf: '2026-06-14' };
const actual = (more: Partial<Actual>): Actual => ({
  amount: 0,
  outOf: null,
  increments: [],
  countedByEvents: false,
  cases: false,
  ...more,
});
const none = { comparator: 'at_most', shape: 'amount', target: 0 } as const;
const many = { comparator: 'at_least', shape: 'amount', target: 3_460 } as const;
const all = { comparator: 'at_least', shape: 'share', target: 1 } as const;

describe('how an indicator stands', () => {
  it('calls 0 of 0 "none arisen", never 100 %', () => {
    const progress = progressOf(all, actual({ amount: 0, outOf: 0, cases: true }), YEAR);
    expect(progress).toMatchObject({ state: 'none_arisen', share: null, probability: null });
  });

  it('keeps apart what the measured took in and closed themselves, within what was reached', () => {
    const tips = actual({ amount: 46, outOf: 50, own: 12, cases: true });
    expect(progressOf(all, tips, YEAR)).toMatchObject({ amount: 46, outOf: 50, own: 12 });
    expect(progressOf(all, actual({ amount: 46, outOf: 50 }), YEAR).own).toBe(0);
  });

  it('says of a typed 0 that reports alone say it', () => {
    const typed = progressOf(none, actual({ amount: 0, stated: true }), YEAR);
    expect(typed).toMatchObject({ state: 'on_pace', stated: 0, onlyStated: true });
    expect(progressOf(none, actual({ countedByEvents: true }), YEAR).onlyStated).toBe(false);
    expect(progressOf(none, actual({ amount: null, stated: true }), YEAR).onlyStated).toBe(false);
  });

  it('has missed "none" from the first one on, for good', () => {
    const events = { amount: 1, countedByEvents: true };
    expect(progressOf(none, actual(events), YEAR)).toMatchObject({
      state: 'missed',
      forecast: null,
    });
    const ended = { ...YEAR, asOf: YEAR.lastOn };
    expect(progressOf(none, actual({ amount: 0, countedByEvents: true }), ended)).toMatchObject({
      state: 'met',
      whyNoForecast: 'ended',
    });
  });

  it('is not praised where others have not seen enough, and blamed all the same', () => {
    const good = progressOf(many, actual({ amount: 3_460 }), YEAR);
    expect(withoutPraise(good, true)).toEqual(good);
    expect(withoutPraise(good, false)).toEqual({ ...good, state: 'not_seen' });
    const onPace = progressOf(none, actual({ amount: 0, countedByEvents: true }), YEAR);
    expect(withoutPraise(onPace, false).state).toBe('not_seen');
    const missed = progressOf(none, actual({ amount: 1, countedByEvents: true }), YEAR);
    expect(withoutPraise(missed, false)).toEqual(missed);
  });

  it('gives "none so far" the chance that half a year without one gives: about 0,71', () => {
    const progress = progressOf(none, actual({ amount: 0, countedByEvents: true }), YEAR);
    // 182 days have passed, 183 are left: (182 / 365)^½.
    expect(progress.forecast?.probability).toBeCloseTo(Math.sqrt(182 / 365), 9);
    expect(progress.state).toBe('on_pace');
  });

  it('says what an even course brings, what is needed a month, and foretells from three periods on', () => {
    const two = progressOf(many, actual({ amount: 1_500, increments: [700, 800] }), YEAR);
    expect(two).toMatchObject({ state: 'behind', whyNoForecast: 'too_few_periods' });
    expect(two.expectedByNow).toBeCloseTo((3_460 * 182) / 365, 9);
    expect(two.neededAMonth).toBeCloseTo((1_960 * 30) / 183, 9);
    const three = progressOf(many, actual({ amount: 1_500, increments: [400, 500, 600] }), YEAR);
    expect(three.forecast?.dispersion).toBeCloseTo(20, 9);
    expect(three.forecast?.probability).toBeLessThan(0.1);
    expect(three.state).toBe('behind');
    expect(progressOf(many, actual({ amount: 3_460 }), YEAR).state).toBe('met');
  });

  it('foretells a share of cases, and not one that somebody counts up', () => {
    const tips = progressOf(all, actual({ amount: 20, outOf: 20, cases: true }), YEAR);
    expect(tips.probability).toBeGreaterThan(0.5);
    const late = progressOf(all, actual({ amount: 19, outOf: 20, cases: true }), YEAR);
    expect(late).toMatchObject({ probability: 0, state: 'behind' });
    const communes = progressOf(all, actual({ amount: 100, outOf: 126 }), YEAR);
    expect(communes).toMatchObject({ state: 'behind', whyNoForecast: 'not_counted_by_events' });
  });

  it('has no opinion without figures or without a target', () => {
    expect(progressOf(many, actual({ amount: null }), YEAR).state).toBe('no_data');
    const open = { comparator: 'none', shape: 'amount', target: null } as const;
    expect(progressOf(open, actual({ amount: 5 }), YEAR).state).toBe('no_target');
  });
});
