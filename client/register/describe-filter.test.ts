import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { Commune } from '#server/contract/commune.ts';
import type { Category } from '#server/contract/point.ts';

import { describeFilter } from './describe-filter.ts';
import { NO_FILTER, type Filter } from './filter.ts';

const WORDS = {
  text: vi,
  format: makeFormat('vi', vi.common),
  communes: [{ code: '00070', name: 'Hoàn Kiếm', type: 'phuong' } as Commune],
  categories: [{ code: 'KAR', name: 'Karaoke' } as Category],
};
const FULL: Filter = {
  status: ['active', 'recurring'],
  flag: ['suspected'],
  category: ['KAR', 'UNKNOWN'],
  kind: 'business',
  commune: ['00070', '99999'],
  q: 'phố huế',
  asOf: '2026-06-01',
  knownAt: '2026-06-02',
  happened: ['eliminated'],
  from: '2026-01-01',
  to: '2026-03-31',
};
const describing = (filter: Partial<Filter>) => describeFilter({ ...NO_FILTER, ...filter }, WORDS);
const wordsOf = (filter: Partial<Filter>) => describing(filter).map(({ words }) => words);

describe('the conditions of a filter', () => {
  it('are none for the whole map', () => {
    expect(describing({})).toEqual([]);
  });

  it('stand in words, a code that nobody knows as it is', () => {
    expect(wordsOf({ status: ['active'], flag: ['suspected'] })).toEqual([
      vi.register.status.active,
      vi.register.flag.suspected,
    ]);
    expect(wordsOf({ category: ['KAR', 'UNKNOWN'] })).toEqual(['Karaoke', 'UNKNOWN']);
    expect(wordsOf({ commune: ['00070', '99999'] })).toEqual(['phường Hoàn Kiếm', '99999']);
    expect(wordsOf({ q: 'phố huế' })).toEqual(['“phố huế”']);
  });

  it('name a period by what happened and by the days that are set', () => {
    const [from, to] = ['2026-01-01', '2026-03-31'];
    const what = vi.periods.anything;
    const days = { from: '01/01/2026', to: '31/03/2026' };
    expect(wordsOf({ from, to })).toEqual([vi.periods.between({ what, ...days })]);
    expect(wordsOf({ from })).toEqual([vi.periods.since({ what, from: days.from })]);
    expect(wordsOf({ to, happened: ['eliminated', 'listed'] })).toEqual([
      vi.periods.until({
        what: `${vi.periods.happened.eliminated}, ${vi.periods.happened.listed}`,
        to: days.to,
      }),
    ]);
  });

  it('leave nothing behind once each is taken away, in any order', () => {
    const conditions = describeFilter(FULL, WORDS);
    expect(new Set(conditions.map(({ key }) => key)).size).toBe(conditions.length);
    for (const order of [conditions, conditions.toReversed()]) {
      let filter = FULL;
      for (const { without } of order) filter = { ...filter, ...without(filter) };
      expect(filter).toEqual(NO_FILTER);
    }
  });

  it('take away only themselves from a filter that has changed since', () => {
    const [active] = describing({ status: ['active'] });
    const newest: Filter = { ...NO_FILTER, status: ['active', 'eliminated'], q: 'x' };
    expect(active?.without(newest)).toEqual({ status: ['eliminated'] });
  });
});
