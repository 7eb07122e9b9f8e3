import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { Comparison } from '#server/contract/comparison.ts';
import {
  DensityCell,
  EmergingCell,
  HotCell,
  PlaceAnalysisQuery,
  type PlaceMethod,
  Refusal,
} from '#server/contract/place-analysis.ts';
import {
  Survival,
  SURVIVAL_GROUPINGS,
  SurvivalQuery,
  type SurvivalGrouping,
} from '#server/contract/survival.ts';
import { refuseNonFinite } from '#server/features/analysis/read-through-cache.ts';
import { compareCommunes } from '#server/features/analysis/rules.ts';
import { knox } from '#server/methods/knox.ts';
import { permutationScan } from '#server/methods/permutation-scan.ts';

import { findDensity, findEmerging, findHotSpots } from './heavy-analyses.ts';
import type { Found, PlaceData } from './place-data.ts';
import { type SpellRow, survivalAnswer } from './survival-curves.ts';

/** Checks an answer against the contract as it arrives: JSON turns NaN and infinity into null. */
function expectArrives(schema: z.ZodType, answer: unknown): void {
  expect(schema.safeParse(JSON.parse(JSON.stringify(answer))).error).toBeUndefined();
  expect(refuseNonFinite(answer)).toBe(answer);
}

describe('a number that is not finite', () => {
  it('is refused with its place, wherever it stands', () => {
    expect(() => refuseNonFinite({ a: [1, { b: Number.NaN }] })).toThrow('/a/1/b');
    expect(() => refuseNonFinite([Number.NEGATIVE_INFINITY])).toThrow('/0');
    expect(refuseNonFinite({ a: null, b: 'NaN', c: [0] })).toEqual({ a: null, b: 'NaN', c: [0] });
  });
});

const closure = (given: Partial<SpellRow> = {}): SpellRow => {
  const exit = given.exit ?? 100;
  return {
    communeCode: '00070',
    category: 'KAR',
    way: 'raid',
    entry: 0,
    exit,
    until: exit,
    recurred: false,
    ...given,
  };
};
/** Communes a, b have bars alone and c, d streets alone; two closures each, one of them with a return. */
const APART = ['00070', '00082', '00166', '00367'].flatMap((communeCode, i) => {
  const of = { communeCode, category: i < 2 ? 'BAR' : 'STREET', until: 400 };
  return [closure({ ...of, exit: 50 + 10 * i, recurred: true }), closure({ ...of, exit: 400 })];
});

const SPELLS: [string, SpellRow[]][] = [
  ['nothing', []],
  ['one quiet closure', [closure()]],
  ['one that came back on its day', [closure({ exit: 0, until: 200, recurred: true })]],
  ['two at once', [closure({ recurred: true }), closure({ recurred: true })]],
  ['two of one group', [closure(), closure({ exit: 30, until: 90, recurred: true })]],
  [
    'two of two groups',
    [closure(), closure({ communeCode: '09700', way: null, exit: 30, until: 90, recurred: true })],
  ],
  ['all censored', [closure(), closure({ communeCode: '09700' }), closure({ category: 'BAR' })]],
  ['groups that share nothing', APART],
  ['late watch', [closure({ entry: 40 }), closure({ entry: 60, recurred: true })]],
  ['a watch that was over before it began', [closure({ entry: 100, exit: 100 })]],
  ['a gap in the watch', [closure({ exit: 20 }), closure({ entry: 30, recurred: true })]],
];
const CASES = SPELLS.flatMap(([name, rows]) =>
  SURVIVAL_GROUPINGS.map((by) => [name, by, rows] as const),
);
const NAMES: ReadonlyMap<string, string> = new Map(
  ['09700', ...APART.map(({ communeCode }) => communeCode)].map((code) => [code, code] as const),
);

describe('survival curves from almost no data', () => {
  const Answer = z.object({
    curves: Survival.shape.curves,
    groups: Survival.shape.groups,
    test: Survival.shape.test,
    pairs: Survival.shape.pairs,
  });

  it.each(CASES)('hold numbers or nulls: %s, by %s', (_, by, rows) => {
    for (const band of ['pointwise', 'equal_precision', 'hall_wellner']) {
      expectArrives(Answer, survivalAnswer(rows, SurvivalQuery.parse({ by, band }), NAMES));
    }
  });

  const answer = (rows: SpellRow[], by: SurvivalGrouping = 'all') =>
    survivalAnswer(rows, SurvivalQuery.parse({ by }), NAMES);

  it('compare only groups at risk together, and name them', () => {
    const { test, pairs } = answer(APART, 'commune');
    expect(test).toMatchObject({
      degreesOfFreedom: 2,
      by: 'permutation',
      compared: [
        ['00070', '00082'],
        ['00166', '00367'],
      ],
    });
    expect(pairs.map(({ first, second }) => [first, second])).toEqual([
      ['00070', '00082'],
      ['00166', '00367'],
    ]);
  });

  it('give no mean beyond the end of the watch', () => {
    expect(answer([closure({ exit: 6 })]).curves[0]).toMatchObject({
      restrictedMean: null,
      lastDays: 6,
      at: [],
    });
    expect(answer([closure({ exit: 365 })]).curves[0]?.restrictedMean).toBe(365);
  });

  it('do not count a place that came back as quiet, however short the watch', () => {
    const [curve] = answer([closure({ exit: 40, until: 400, recurred: true })]).curves;
    expect(curve).toMatchObject({ restrictedMean: 40, medianDays: 40 });
    expect(curve?.at.map(({ days, survival, atRisk }) => [days, survival, atRisk])).toEqual([
      [90, 0, 0],
      [180, 0, 0],
      [365, 0, 0],
    ]);
  });

  it('end where no place is under watch', () => {
    const [curve] = answer([
      closure({ exit: 100 }),
      closure({ entry: 120, exit: 200, recurred: true }),
    ]).curves;
    expect(curve).toMatchObject({ lastDays: 100, resumedDays: 120, steps: [], recurrences: 1 });
  });

  it('name the last day with ten places under watch', () => {
    const many = Array.from({ length: 12 }, (_, i) => closure({ exit: 100 + i }));
    expect(answer(many).curves[0]?.manyUntilDays).toBe(102);
    expect(answer(many.slice(3)).curves[0]?.manyUntilDays).toBe(0);
  });
});

const COMMUNES = ['00070', '00082', '09700'].map((code, i) => ({
  id: i + 1,
  code,
  name: code,
  type: 'phuong' as const,
}));
const stratum = (communeId: number, events: number, exposure: number, name = 'KAR') => ({
  communeId,
  stratum: name,
  events,
  exposure,
});

describe('a comparison from almost no data', () => {
  const Compared = Comparison.pick({
    observed: true,
    exposure: true,
    dispersion: true,
    limits: true,
    communes: true,
  });
  const rows = [
    ['no commune', [], []],
    ['no exposure', COMMUNES, []],
    ['exposure of nothing', COMMUNES, [stratum(1, 0, 0)]],
    ['an event without exposure', COMMUNES, [stratum(1, 1, 0)]],
    ['one event in one commune', COMMUNES, [stratum(1, 1, 10)]],
    ['two communes, nothing happened', COMMUNES, [stratum(1, 0, 10), stratum(2, 0, 5)]],
    ['communes that share no category', COMMUNES, [stratum(1, 3, 9), stratum(2, 9, 9, 'BAR')]],
    ['a commune with everything', COMMUNES, [stratum(1, 1e6, 1e6), stratum(2, 0, 1)]],
  ] as const;

  it.each(rows)('holds numbers or nulls: %s', (_, communes, now) => {
    const quality = [{ communeId: 1, whole: 1, part: 0 }];
    const known = { before: [], completeness: quality, checked: quality };
    const counted = { now, ...known, replies: null, onTime: null, conduct: [] };
    const compared = compareCommunes(communes, counted);
    expectArrives(Compared, compared);
    expect(compared.dispersion).toMatchObject({ p: null, significant: false, between: 0 });
  });
});

const DAYS = { from: '2025-01-01' as const, to: '2025-12-31' as const };
const event = (longitude: number, latitude: number) => ({
  longitude,
  latitude,
  happenedOn: '2025-06-01' as const,
  origin: 'reported' as const,
});
const place = (longitude: number, latitude: number) => ({ longitude, latitude, checks: 1 });
const grid = (size: number) =>
  Array.from(
    { length: size },
    (_, i) => [105.7 + (i % 7) / 100, 21 + Math.floor(i / 7) / 100] as const,
  );

describe('analyses of places from almost no data', () => {
  const Answer = z.object({
    refused: Refusal.optional(),
    tested: z.number().optional(),
    hotSpots: z.array(HotCell).optional(),
    emerging: z.array(EmergingCell).optional(),
    density: z.array(DensityCell).optional(),
  });
  const data = (events: number, places: number, one = false): PlaceData => ({
    events: grid(events).map(([x, y]) => (one ? event(105.7, 21) : event(x, y))),
    places: grid(places).map(([x, y]) => place(x, y)),
    period: DAYS,
  });
  const methods: [PlaceMethod, (data: PlaceData, query: PlaceAnalysisQuery) => Found][] = [
    ['hot_spots', findHotSpots],
    ['emerging', findEmerging],
    ['density', findDensity],
  ];
  const cases: [string, PlaceData][] = [
    ['nothing', data(0, 0)],
    ['one event', data(1, 1)],
    ['events and no place', data(25, 0)],
    ['as many everywhere', data(49, 49)],
    ['all in one place', data(49, 49, true)],
    ['places and no event', data(0, 49)],
  ];

  it('hold numbers or nulls where all pairs, or none, are near', () => {
    const bands = { metres: [0, 100], days: [7] };
    const run = { replicates: 19, seed: 1 };
    const limits = { radius: 100, share: 0.1, days: 30, minimumCases: 3 };
    const all = Array.from({ length: 25 }, () => ({ x: 0, y: 0, day: 3 }));
    const none = all.map((_, i) => ({ x: 1e4 * i, y: 0, day: 300 * i }));
    for (const cases of [[], all.slice(0, 1), all.slice(0, 2), all, none]) {
      expect(refuseNonFinite(knox(cases, bands, run)).cells).toHaveLength(2);
      const scan = { ...run, lastDay: 7_200, everyDays: 7 };
      expect(refuseNonFinite(permutationScan(cases, limits, scan))).toBeDefined();
    }
  });

  it.each(cases)('hold numbers or nulls: %s', (_, given) => {
    for (const [method, find] of methods) {
      for (const per of ['count', 'checks']) {
        expectArrives(Answer, find(given, PlaceAnalysisQuery.parse({ method, per })));
      }
    }
  });
});
