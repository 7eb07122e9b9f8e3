import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { FittingQuery, PlaceAnalysis } from '#server/contract/place-analysis.ts';

import { changeWords, customaryChoice, firstChoice, withFitting } from './place-choice.ts';

const words = { own: vi.placeAnalysis, format: makeFormat('vi', vi.common) };
const asked = {
  query: {
    method: 'hot_spots',
    subject: 'recurrences',
    origin: null,
    per: 'count',
    cell: 1_000,
    radius: 2_000,
    days: 60,
  },
  events: { all: 12, reported: 0, found: 0 },
} satisfies Pick<PlaceAnalysis, 'query' | 'events'>;
const change: FittingQuery = {
  method: 'hot_spots',
  subject: 'recurrences',
  origin: 'reported',
  from: '2026-08-28',
  to: '2026-11-27',
  months: 3,
  cell: 1_000,
  per: 'count',
  events: 41,
};

describe('the smallest change', () => {
  it('is said with what it brings', () => {
    expect(changeWords({ ...asked, change }, words)).toBe(
      'Mở rộng thành 3 tháng: 41 sự việc thay vì 12',
    );
    expect(changeWords({ ...asked, change: { ...change, months: null, cell: 2_000 } }, words)).toBe(
      'Đổi cạnh ô thành 2.000 m: 41 sự việc thay vì 12',
    );
    expect(
      changeWords({ ...asked, change: { ...change, subject: 'new_points', per: 'checks' } }, words),
    ).toBe(
      'Xét điểm mới được đưa vào danh mục, mở rộng thành 3 tháng, tính theo trên 100 lượt kiểm tra: 41 sự việc thay vì 12',
    );
  });

  it('is not said where there is none', () => {
    expect(changeWords({ ...asked, change: null }, words)).toBeNull();
  });
});

describe('the first choice', () => {
  it('is the first method that answers, with what fits the data', () => {
    const query = { ...change, method: 'emerging' as const };
    const items = [
      { method: 'hot_spots' as const, query: null },
      { method: 'emerging' as const, query },
      { method: 'scan' as const, query: { ...change, method: 'scan' as const } },
    ];
    expect(firstChoice({ items })).toEqual(withFitting(customaryChoice(), query));
    expect(firstChoice({ items })).toMatchObject({ method: 'emerging', from: '2026-08-28' });
  });

  it('is the customary one while nothing is known, or nothing answers', () => {
    expect(firstChoice(undefined).method).toBe('hot_spots');
    expect(firstChoice({ items: [{ method: 'scan', query: null }] }).method).toBe('hot_spots');
  });
});
