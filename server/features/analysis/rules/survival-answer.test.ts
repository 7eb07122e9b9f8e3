import { describe, expect, it } from 'vitest';

import { SurvivalQuery } from '#server/contract/survival.ts';
import { MAINTAINED } from '#tests/golden/statistics/survival-data.ts';

import { type SpellRow, survivalAnswer } from './survival-curves.ts';

const NAMES = new Map([
  ['00070', 'Hoàn Kiếm'],
  ['09700', 'Ba Vì'],
]);
/** A closure in Hoàn Kiếm that lasts, watched for 100 days. */
const closure = (given: Partial<SpellRow> = {}): SpellRow => {
  const exit = given.exit ?? 100;
  const of = { communeCode: '00070', category: 'KAR', way: 'raid', entry: 0 };
  return { ...of, exit, until: exit, recurred: false, ...given };
};
const many = (count: number, given: Partial<SpellRow> = {}) =>
  Array.from({ length: count }, () => closure(given));
/** Closures of which the first so many came back, one a day. */
const returning = (count: number, returns: number, given: Partial<SpellRow> = {}) =>
  Array.from({ length: count }, (_, i) =>
    closure({
      until: 400,
      ...given,
      ...(i < returns ? { exit: i + 1, recurred: true } : { exit: 400 }),
    }),
  );
const ask = (rows: readonly SpellRow[], query: Record<string, string> = {}, mostCurves?: number) =>
  survivalAnswer(rows, SurvivalQuery.parse(query), NAMES, mostCurves);
const keysOf = (of: { curves: readonly { key: string }[] }) => of.curves.map(({ key }) => key);

describe('the groups of survival curves', () => {
  const rows = [
    ...many(3, { category: 'BAR' }),
    ...many(2, { category: 'KS' }),
    ...many(2, { category: 'KAR' }),
    ...many(1, { category: 'SPA' }),
  ];

  it('stand by their numbers of closures, then by their letters, and the first ones have curves', () => {
    const answer = ask(rows, { by: 'category' }, 2);
    expect(answer.groups).toEqual([
      { key: 'BAR', name: null, closures: 3 },
      { key: 'KAR', name: null, closures: 2 },
      { key: 'KS', name: null, closures: 2 },
      { key: 'SPA', name: null, closures: 1 },
    ]);
    expect(keysOf(answer)).toEqual(['BAR', 'KAR']);
    expect(keysOf(ask(rows, { by: 'category', groups: 'SPA,BAR' }))).toEqual(['BAR', 'SPA']);
  });

  it('are at most five where nothing else is said', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((category) => closure({ category }));
    expect(keysOf(ask(six, { by: 'category' }))).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('are the communes of the reader, beside the whole city', () => {
    const city = [
      ...many(2, { communeCode: '09700' }),
      closure(),
      ...many(4, { communeCode: '00082' }),
    ];
    const answer = ask(city, { by: 'commune', groups: '09700' });
    expect(answer.groups).toEqual([
      { key: '09700', name: 'Ba Vì', closures: 2 },
      { key: '00070', name: 'Hoàn Kiếm', closures: 1 },
    ]);
    expect(answer.curves).toMatchObject([
      { key: '09700', name: 'Ba Vì', closures: 2 },
      { key: 'all', name: null, closures: 7 },
    ]);
    expect(keysOf(ask(city))).toEqual(['all']);
  });

  it('of an unknown way are one', () => {
    const answer = ask([closure({ way: null }), ...many(2)], { by: 'way' });
    expect(keysOf(answer)).toEqual(['raid', 'unknown']);
  });

  it('count no closure whose watch had ended when it began', () => {
    const rest = { entry: 40, exit: 40, until: 40 };
    expect(ask([closure(), closure(rest)]).curves[0]).toMatchObject({ closures: 1 });
    expect(ask([closure(), closure({ ...rest, exit: 41 })]).curves[0]).toMatchObject({
      closures: 2,
    });
  });
});

describe('a survival curve', () => {
  it('counts a place that came back on the day of its closure as closed for half a day', () => {
    const [curve] = ask([closure(), closure({ exit: 0, until: 100, recurred: true })]).curves;
    expect(curve?.steps).toMatchObject([{ days: 0.5, survival: 0.5, atRisk: 2 }]);
    expect(curve).toMatchObject({ closures: 2, recurrences: 1 });
  });

  it('stands at a day as it does at its end, with those who are under watch to that day', () => {
    const [curve] = ask([
      closure({ exit: 90, until: 200, recurred: true }),
      closure({ exit: 90, until: 200, recurred: true }),
      closure({ exit: 90 }),
      closure({ entry: 90, exit: 180 }),
    ]).curves;
    expect(curve?.at).toMatchObject([
      { days: 90, survival: expect.closeTo(1 / 3, 12) as number, atRisk: 3 },
      { days: 180, survival: expect.closeTo(1 / 3, 12) as number, atRisk: 1 },
    ]);
    expect(curve).toMatchObject({ recurrences: 2, lastDays: 180, resumedDays: null });
    const [later] = ask([closure({ exit: 90, recurred: true }), closure({ exit: 180 })]).curves;
    expect(later?.at.map(({ days, survival, atRisk }) => [days, survival, atRisk])).toEqual([
      [90, 0.5, 2],
      [180, 0.5, 1],
    ]);
  });

  it('shows the latest step before a day', () => {
    const [curve] = ask(returning(4, 2)).curves;
    expect(curve?.at.map(({ days, survival }) => [days, survival])).toEqual([
      [90, 0.5],
      [180, 0.5],
      [365, 0.5],
    ]);
  });

  it('reaches to a recurrence on the last day of the watch', () => {
    const [curve] = ask([closure({ exit: 50 }), closure({ exit: 100, recurred: true })]).curves;
    expect(curve?.steps).toMatchObject([{ days: 100, survival: 0, atRisk: 1 }]);
  });

  it('is well known up to the last day with ten places under watch', () => {
    expect(ask(many(10)).curves[0]?.manyUntilDays).toBe(100);
    expect(ask(many(9)).curves[0]?.manyUntilDays).toBe(0);
  });
});

describe('the band about a curve', () => {
  const rows = MAINTAINED.map(({ exit, event }) => closure({ exit, until: 161, recurred: event }));
  const stepOf = (band: string, days: number) =>
    ask([...rows, closure({ entry: 9, exit: 9 })], { band }).curves[0]?.steps.find(
      (step) => step.days === days,
    )?.interval;

  // survfit(conf.type = "log-log") and km.ci("loghall") of R.
  it.each([
    ['pointwise', 13, 0.447_43, 0.951_16],
    ['hall_wellner', 23, 0.135_53, 0.887_51],
  ])('is R’s of the kind that is asked for: %s', (band, days, low, high) => {
    const [from = 0, to = 0] = stepOf(band, days) ?? [];
    expect(Math.abs(from - low)).toBeLessThan(0.0001);
    expect(Math.abs(to - high)).toBeLessThan(0.0001);
  });
});

describe('the test of curves', () => {
  const [bars, hotels, spas] = ['BAR', 'KS', 'SPA'].map((category) => ({ category }));

  it('compares the curves that are shown, and categories without strata', () => {
    const rows = [
      ...returning(20, 12, bars),
      ...returning(20, 8, hotels),
      ...returning(19, 0, spas),
    ];
    expect(ask(rows, { by: 'category' }).test).toMatchObject({
      degreesOfFreedom: 2,
      compared: [['BAR', 'KS', 'SPA']],
    });
    expect(ask(rows, { by: 'category' }, 2).test?.compared).toEqual([['BAR', 'KS']]);
  });

  it('has no pairs for two curves, and those of three after Holm', () => {
    const rows = [
      ...returning(60, 40, bars),
      ...returning(60, 20, hotels),
      ...returning(60, 15, spas),
    ];
    const pOf = (groups: string) => ask(rows, { by: 'category', groups }).test?.p ?? 0;
    expect(ask(rows, { by: 'category', groups: 'BAR,KS' }).pairs).toEqual([]);
    const [least, middle, greatest] = ['BAR,SPA', 'BAR,KS', 'KS,SPA'].map(pOf);
    expect(ask(rows, { by: 'category' }).pairs).toEqual([
      { first: 'BAR', second: 'KS', p: expect.closeTo(2 * (middle ?? 0), 12) as number },
      { first: 'BAR', second: 'SPA', p: expect.closeTo(3 * (least ?? 0), 12) as number },
      { first: 'KS', second: 'SPA', p: expect.closeTo(greatest ?? 0, 12) as number },
    ]);
    expect(least).toBeLessThan(middle ?? 0);
  });

  it('tells whether chance was drawn for it, for all curves or for one pair', () => {
    const few = [...returning(5, 2, bars), ...returning(5, 1, hotels)];
    expect(ask(few, { by: 'category' })).toMatchObject({
      permuted: true,
      test: { by: 'permutation' },
    });
    const enough = [
      ...returning(60, 30, bars),
      ...returning(60, 1, hotels),
      ...returning(60, 0, spas),
    ];
    expect(ask(enough, { by: 'category' })).toMatchObject({
      permuted: true,
      test: { by: 'chi_square' },
    });
    expect(ask(enough, { by: 'category' }, 2)).toMatchObject({ permuted: false });
    expect(ask(enough)).toMatchObject({ permuted: false, test: null });
  });

  it('draws recurrences anew among places that stay under watch after their own', () => {
    // Six places under watch throughout, of which two bars came back: as far are both draws of bars (3/6 · 2/5) and
    // both of hotels.
    const rows = [...returning(3, 2, bars), ...returning(3, 0, hotels)];
    const p = ask(rows, { by: 'category' }).test?.p ?? 0;
    expect(Math.abs(p - 0.4)).toBeLessThan(0.05);
  });
});
