import { describe, expect, it } from 'vitest';

import { compareCommunes, type Counted } from './rules.ts';

const commune = (id: number) => ({ id, code: `0000${id}`, name: `Nơi ${id}`, type: 'xa' as const });
const stratum = (communeId: number, events: number, exposure = 100, received?: number) => ({
  communeId,
  stratum: 'KAR',
  events,
  exposure,
  ...(received !== undefined && { received }),
});

/** Compares communes 1, 2, 3 … where only what is given is known. */
function compared(now: Counted['now'], more: Partial<Counted> = {}, count = 10) {
  const nothing = {
    before: [],
    completeness: [],
    checked: null,
    replies: null,
    onTime: null,
    conduct: [],
  };
  const communes = Array.from({ length: count }, (_, i) => commune(i + 1));
  return compareCommunes(communes, { now, ...nothing, ...more });
}
const first = (given: ReturnType<typeof compared>) => given.communes[0];
/** Events of commune 1, and of each of nine others, in 100 days of exposure each. */
const against = (own: number, others: number, received?: number) =>
  Array.from({ length: 10 }, (_, i) => stratum(i + 1, i === 0 ? own : others, 100, received));

describe('the row of a commune', () => {
  it('has the exact rate of its events, and the rate drawn towards that of the city', () => {
    // poisson.test(7, 1.3) of R.
    const { rate, interval } = first(compared([stratum(1, 7, 1.3), stratum(2, 3, 2)])) ?? {};
    expect(rate).toBeCloseTo(5.384_615_4, 6);
    expect(interval?.map((end) => Math.round(end * 1e6) / 1e6)).toEqual([2.164_895, 11.094_366]);
    // Mean 0.05, A = 0.0025 − 0.05 · 2 / 200 = 0.002, weight 0.002 / (0.002 + 0.05 / 100) = 0.8.
    const { communes } = compared([stratum(1, 10), stratum(2, 0)], {}, 2);
    expect(communes.map(({ smoothedRate }) => smoothedRate)).toEqual([
      expect.closeTo(0.09, 12),
      expect.closeTo(0.01, 12),
    ]);
  });

  it('has of tips those in time, with those of its own, and nothing of other measures', () => {
    const onTime = [{ communeId: 1, all: 50, own: 12, awaiting: 3 }];
    const { communes } = compared([stratum(1, 4)], { onTime }, 2);
    expect(communes.map((row) => row.onTime)).toEqual([
      { all: 50, own: 12, awaiting: 3 },
      { all: 0, own: 0, awaiting: 0 },
    ]);
    expect(first(compared([stratum(1, 4)]))?.onTime).toBeNull();
  });

  it('has no rate where nothing could happen, and counts nothing there', () => {
    expect(compared([stratum(1, 4)], {}, 2).communes[1]).toMatchObject({
      observed: 0,
      expected: 0,
      exposure: 0,
      ratio: null,
      rate: null,
      interval: null,
      smoothedRate: null,
      previousObserved: 0,
      changeZ: 0,
    });
  });

  it('tells what is known about its records, and null where nothing is', () => {
    const quality = { communeId: 1, whole: 4 };
    const { communes } = compared(
      [stratum(1, 4), stratum(2, 4)],
      {
        completeness: [{ ...quality, part: 3 }],
        checked: [{ ...quality, part: 1 }],
        replies: [{ communeId: 1, part: 2 }],
      },
      2,
    );
    expect(communes).toMatchObject([
      { completeness: 0.75, checkedShare: 0.25, replied: 2 },
      { completeness: null, checkedShare: null, replied: 0 },
    ]);
    expect(first(compared([stratum(1, 4)]))).toMatchObject({ checkedShare: null, replied: null });
  });

  it('counts the events at received places of all its categories, and null where nothing is received', () => {
    const bars = { ...stratum(1, 5, 100, 2), stratum: 'BAR' };
    const now = [stratum(1, 5, 100, 1), bars, { ...stratum(1, 9), stratum: 'KS' }];
    const { communes } = compared([...now, stratum(2, 5, 100, 4)], {}, 3);
    expect(communes.map(({ received }) => received)).toEqual([3, 4, 0]);
    expect(first(compared([stratum(1, 5)]))?.received).toBeNull();
  });
});

describe('the verdict on a commune', () => {
  const high = (more: Partial<Counted> = {}, received?: number) =>
    first(compared(against(40, 10, received), more))?.verdict.reason;
  const low = (more: Partial<Counted> = {}) =>
    first(compared(against(2, 30), more))?.verdict.reason;
  const quality = (part: number) => [{ communeId: 1, whole: 100, part }];

  it('is outside of the limits where the events are too many and the records whole', () => {
    // 40 where 13 are expected, and qpois(0.999, 13) = 25 of R.
    expect(first(compared(against(40, 10)))).toMatchObject({
      warning: 'above',
      action: 'above',
      actionLimits: [3, 25],
      verdict: { side: 'above', reason: 'outside_limits' },
    });
    expect(high({ completeness: quality(95) })).toBe('outside_limits');
    expect(high({ completeness: quality(94) })).toBe('incomplete_records');
  });

  it('blames nobody where the events at received places are no more than chance brings', () => {
    expect(high({}, 26)).toBe('outside_limits');
    expect(high({}, 25)).toBe('not_received');
  });

  it('praises only where others have seen at least half of what the figure rests on', () => {
    const reasonOf = (unseen: number) => {
      const parts = { late: 0, own: unseen, unseen, ruled: 0, annulled: 0 };
      const looks = { seen: 10 - unseen, stated: unseen };
      const conduct = [{ communeId: 1, cases: 10, weighed: 10, looks, parts }];
      const checked = [{ communeId: 1, whole: 10, part: 10 }];
      return first(compared(against(5, 60), { conduct, checked }))?.verdict;
    };
    expect(reasonOf(5)).toEqual({ side: 'below', reason: 'outside_limits' });
    expect(reasonOf(6)).toEqual({ side: 'within', reason: 'not_seen' });
  });

  it('praises only where at least half of the places were looked at', () => {
    expect(low({ checked: quality(50) })).toBe('outside_limits');
    expect(low({ checked: quality(49) })).toBe('nothing_checked');
    expect(low({ checked: null })).toBe('outside_limits');
  });

  it('takes a difference that is usual between the communes for chance', () => {
    // 40 communes of about 22 expected events, with ratios of about 0.45 and 1.5; the first has 50.
    const now = Array.from({ length: 40 }, (_, i) =>
      stratum(i + 1, i === 0 ? 50 : i % 2 === 0 ? 10 : 34),
    );
    const given = compared(now, {}, 40);
    expect(given.dispersion.significant).toBe(true);
    expect(first(given)).toMatchObject({
      action: 'within',
      warning: 'within',
      verdict: { side: 'within', reason: 'within_limits' },
    });
    // By chance alone the upper limit would be 38 at 22 expected events (qpois of R).
    expect(first(given)?.actionLimits[1]).toBeGreaterThan(50);
    expect(given.limits.at(-1)?.action[1]).toBeGreaterThan(50);
    expect(given.limits.at(-1)?.warning[1]).toBeGreaterThan(50);
  });
});

describe('the comparison as a whole', () => {
  it('sums up the events and the exposure of its communes, and of no other', () => {
    const now = [stratum(1, 4, 100), stratum(2, 6, 50), stratum(9, 8, 70)];
    expect(compared(now, {}, 2)).toMatchObject({ observed: 10, exposure: 150 });
  });

  it('draws the limits from almost nothing to a twentieth beyond the largest expected count', () => {
    // 30 events in 300 days: 20 are expected in 200 of them.
    const { limits } = compared([stratum(1, 5, 200), stratum(2, 25, 100)], {}, 2);
    expect(limits).toHaveLength(320);
    expect(limits[0]?.expected).toBeCloseTo(21 / 320 ** 2, 12);
    // qpois(c(0.025, 0.975, 0.001, 0.999), c(5.25, 21)) of R.
    expect(limits[159]).toEqual({
      expected: expect.closeTo(5.25, 12) as number,
      warning: [1, 10],
      action: [0, 14],
    });
    expect(limits[319]).toEqual({
      expected: expect.closeTo(21, 12) as number,
      warning: [13, 30],
      action: [8, 36],
    });
  });

  it('draws them to eight expected events where all communes expect fewer', () => {
    const { limits } = compared([stratum(1, 2)]);
    expect(limits.at(-1)?.expected).toBeCloseTo(8.4, 12);
  });
});
