import { describe, expect, it } from 'vitest';

import { addDays } from '#server/contract/time.ts';

import { progressOf, type Actual } from './progress-rules.ts';

/** A hundred days, of which those up to the view are over. */
const FIRST = '2026-01-01';
const LAST = '2026-04-10';
const after = (days: number) => ({
  firstOn: FIRST,
  lastOn: LAST,
  asOf: addDays(FIRST, days - 1),
});
const actual = (amount: number, more: Partial<Actual> = {}): Actual => ({
  amount,
  outOf: null,
  increments: [],
  countedByEvents: false,
  cases: false,
  ...more,
});
const amountOf = (comparator: 'at_least' | 'at_most', target: number) =>
  ({ comparator, shape: 'amount', target }) as const;
const shareOf = (target: number) => ({ comparator: 'at_least', shape: 'share', target }) as const;

describe('an amount that is to be reached', () => {
  const hundred = amountOf('at_least', 100);
  const stateOf = (amount: number, days: number) =>
    progressOf(hundred, actual(amount), after(days));

  it('is reached with exactly its target', () => {
    expect(stateOf(100, 50)).toMatchObject({ state: 'met', neededAMonth: 0 });
    expect(stateOf(130, 50).neededAMonth).toBe(0);
    expect(stateOf(99, 50).state).toBe('on_pace');
  });

  it('keeps pace with an even course, and no longer below it', () => {
    expect(stateOf(40, 40)).toMatchObject({
      state: 'on_pace',
      expectedByNow: 40,
      neededAMonth: 30,
    });
    expect(stateOf(39, 40).state).toBe('behind');
  });

  it('is missed once its last day is over, not on the day before', () => {
    expect(stateOf(99, 99).state).toBe('on_pace');
    expect(stateOf(99, 100)).toMatchObject({
      state: 'missed',
      neededAMonth: null,
      whyNoForecast: 'ended',
      expectedByNow: 100,
    });
    expect(stateOf(99, 101)).toMatchObject({ state: 'missed', whyNoForecast: 'ended' });
  });

  it('has run for one day at least, also where the view is of an earlier one', () => {
    expect(stateOf(0, 0).expectedByNow).toBeCloseTo(100 / 101, 9);
    expect(stateOf(0, 1).expectedByNow).toBe(1);
  });

  it('is foretold from the thirtieth day on', () => {
    const events = { countedByEvents: true };
    const on = (days: number) => progressOf(hundred, actual(29, events), after(days));
    expect(on(29)).toMatchObject({ whyNoForecast: 'too_early', forecast: null, state: 'on_pace' });
    expect(on(30).whyNoForecast).toBeNull();
    expect(on(30).forecast).toMatchObject({ dispersion: 1 });
  });

  it('is on pace with a chance of one half or more, behind with less', () => {
    const events = { countedByEvents: true };
    const stand = (amount: number) => progressOf(hundred, actual(amount, events), after(50));
    expect(stand(55).state).toBe('on_pace');
    expect(stand(55).forecast?.probability).toBeGreaterThan(0.5);
    expect(stand(45).state).toBe('behind');
    expect(stand(45).forecast?.probability).toBeLessThan(0.5);
    // The chance of an indicator that adds up stands in its forecast alone.
    expect(stand(45).probability).toBeNull();
  });
});

describe('an amount that is not to be exceeded', () => {
  const five = amountOf('at_most', 5);

  it('is exceeded with one more than its target, and held with exactly that', () => {
    expect(progressOf(five, actual(6), after(20))).toMatchObject({ state: 'missed' });
    expect(progressOf(five, actual(5), after(20))).toMatchObject({
      state: 'on_pace',
      expectedByNow: null,
      neededAMonth: null,
    });
  });

  it('is held for good once its last day is over', () => {
    expect(progressOf(five, actual(5), after(100)).state).toBe('met');
  });

  it('is behind where it will probably be exceeded', () => {
    const events = { countedByEvents: true };
    expect(progressOf(five, actual(1, events), after(50)).state).toBe('on_pace');
    expect(progressOf(five, actual(5, events), after(50)).state).toBe('behind');
  });
});

describe('a share', () => {
  const half = shareOf(0.5);
  const cases = { cases: true };
  const stand = (amount: number, outOf: number | null, days: number, more: Partial<Actual> = {}) =>
    progressOf(half, actual(amount, { outOf, ...more }), after(days));

  it('is of nothing where nothing arose, or nobody said of how many', () => {
    expect(stand(0, 0, 100).state).toBe('none_arisen');
    expect(stand(3, null, 100).state).toBe('none_arisen');
  });

  it('is judged on its last day by its target', () => {
    expect(stand(5, 10, 100)).toMatchObject({ state: 'met', share: 0.5 });
    expect(stand(4, 10, 100)).toMatchObject({ state: 'missed', share: 0.4 });
    expect(stand(4, 10, 99, cases).state).toBe('behind');
  });

  it('that somebody counts up is reached or behind', () => {
    const why = 'not_counted_by_events';
    expect(stand(5, 10, 50)).toMatchObject({ state: 'met', whyNoForecast: why });
    expect(stand(4, 10, 50)).toMatchObject({ state: 'behind', whyNoForecast: why });
  });

  it('of cases is foretold from the thirtieth day on', () => {
    expect(stand(5, 10, 29, cases)).toMatchObject({
      state: 'on_pace',
      whyNoForecast: 'too_early',
      probability: null,
    });
    expect(stand(4, 10, 29, cases).state).toBe('behind');
    expect(stand(5, 10, 30, cases).whyNoForecast).toBeNull();
    expect(stand(5, 10, 30, cases).probability).not.toBeNull();
  });

  it('of cases counts those that the rest of the time will bring', () => {
    // Ten cases in fifty days, ten more to come: all of them have to be good, or none.
    expect(stand(0, 10, 50, cases).probability).toBeLessThan(0.01);
    expect(stand(10, 10, 50, cases).probability).toBe(1);
    expect(stand(10, 10, 50, cases).state).toBe('on_pace');
    // Ten cases in eighty days: three more will come, and seven of thirteen are half.
    expect(stand(3, 10, 80, cases).probability).toBe(0);
    expect(stand(4, 10, 80, cases).probability).toBeGreaterThan(0);
  });

  it('of more than everything is one of everything', () => {
    expect(progressOf(shareOf(100), actual(10, { outOf: 10 }), after(100)).state).toBe('met');
    expect(progressOf(shareOf(1), actual(9, { outOf: 10 }), after(100)).state).toBe('missed');
  });

  it('without a target has its share and no opinion', () => {
    const open = { comparator: 'none', shape: 'share', target: null } as const;
    expect(progressOf(open, actual(1, { outOf: 4 }), after(50))).toMatchObject({
      state: 'no_target',
      share: 0.25,
    });
  });
});
