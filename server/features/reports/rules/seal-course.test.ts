import { describe, expect, it } from 'vitest';

import type { FeedbackAudit } from '#server/contract/place-analysis.ts';
import type { Survival, SurvivalCurve } from '#server/contract/survival.ts';

import { sealAudit, sealSurvival } from './seal-course.ts';

const RUN = {
  definitions: '3',
  dataCutOff: '2026-06-15T00:00:00.000Z',
} as unknown as Survival['run'];
const NAMES = new Map([['KAR', 'Karaoke']]);

function curve(key: string, more: Partial<SurvivalCurve> = {}): SurvivalCurve {
  return {
    key,
    name: null,
    closures: 10,
    recurrences: 3,
    medianDays: 200,
    restrictedMean: null,
    at: [90, 365].map((days) => ({ days, survival: days / 1_000, interval: null, atRisk: 5 })),
    steps: [{ days: 0, survival: 1, atRisk: 10, interval: [0.9, 1] }],
    lastDays: 400,
    resumedDays: null,
    manyUntilDays: 120,
    ...more,
  } as SurvivalCurve;
}
const sealed = (by: Survival['by'], ...curves: SurvivalCurve[]) =>
  sealSurvival({ by, asOf: '2026-06-14', run: RUN, curves } as Survival, NAMES);

describe('curves of survival in a report', () => {
  it('have a row each: how many, and the share that was quiet at the fixed days as far as it is known', () => {
    const { rows, n, to, from } = sealed(
      'category',
      curve('KAR'),
      curve('UNKNOWN', { medianDays: null }),
    );
    expect(rows).toEqual([
      ['Karaoke', 10, 3, 0.09, null, 0.365, 200],
      ['UNKNOWN', 10, 3, 0.09, null, 0.365, null],
    ]);
    expect([from, to]).toEqual([null, '2026-06-14']);
    expect(n).toEqual([
      { what: 'closures', count: 20 },
      { what: 'recurrences', count: 6 },
    ]);
  });

  it('of the city hold those of its communes: nothing counts twice', () => {
    const seen = sealed(
      'commune',
      curve('all', { closures: 50 }),
      curve('7', { name: 'Hoàn Kiếm' }),
    );
    expect(seen.n).toMatchObject([{ count: 50 }, { count: 3 }]);
    expect(seen.rows.map(([name]) => name)).toEqual([{ word: 'city' }, 'Hoàn Kiếm']);
  });

  it('are drawn with their steps and with how far they are certain', () => {
    const { chart } = sealed('category', curve('KAR'));
    expect(chart).toEqual({
      type: 'curves',
      curves: [
        {
          name: 'Karaoke',
          steps: [{ days: 0, survival: 1, interval: [0.9, 1] }],
          lastDays: 400,
          manyUntilDays: 120,
        },
      ],
    });
  });
});

describe('the share that patrols found themselves in a report', () => {
  type Quarter = FeedbackAudit['quarters'][number];
  const quarter = (from: string, to: string, more: Partial<Quarter> = {}): Quarter =>
    ({
      period: { from, to },
      reported: 8,
      found: 2,
      foundShare: 0.2,
      foundInterval: [0.05, 0.5],
      checks: 30,
      signs: 4,
      ...more,
    }) as Quarter;
  const newestFirst = [
    quarter('2026-04-01', '2026-06-14'),
    quarter('2026-01-01', '2026-03-31', {
      foundShare: null,
      foundInterval: null,
      reported: 0,
      found: 0,
    }),
    quarter('2025-10-01', '2025-12-31', { found: 1 }),
  ];
  const audit = sealAudit({ run: RUN, quarters: newestFirst, stops: null } as FeedbackAudit);

  it('goes from the oldest quarter to the newest, by its number and year', () => {
    expect(audit.rows.map(([name]) => name)).toEqual(['4/2025', '1/2026', '2/2026']);
    expect([audit.from, audit.to]).toEqual(['2025-10-01', '2026-06-14']);
    expect(audit.rows[2]).toEqual(['2/2026', 8, 2, 0.2, 0.05, 0.5, 30, 4]);
  });

  it('counts signals and checks of all quarters', () => {
    expect(audit.n).toEqual([
      { what: 'signals', count: 19 },
      { what: 'checks', count: 90 },
    ]);
  });

  it('draws no share of a quarter without a signal, and leaves its cells empty', () => {
    expect(audit.rows[1]?.slice(3, 6)).toEqual([null, null, null]);
    expect(audit.chart).toMatchObject({
      shares: [{ name: '4/2025' }, { name: '2/2026', high: 0.5 }],
    });
  });

  it('has no first day without a quarter', () => {
    expect(sealAudit({ run: RUN, quarters: [], stops: null } as FeedbackAudit).from).toBeNull();
  });
});
