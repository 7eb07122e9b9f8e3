import { describe, expect, it } from 'vitest';

import { COLLECTIONS } from './collections.ts';
import { readItemsQuery } from './items-query.ts';

describe('datetime', () => {
  const [points] = COLLECTIONS;
  const daysOf = (datetime: string) => {
    if (points === undefined) throw new Error('there are no collections');
    const { days } = readItemsQuery(new URLSearchParams({ datetime }), points, (text) => text);
    return [days?.from, days?.to];
  };

  it.each([
    ['2026-01-01', ['2026-01-01', '2026-01-01']],
    // Half past midnight in the city, as its clients write it and as UTC has it.
    ['2026-01-01T00:30:00+07:00', ['2026-01-01', '2026-01-01']],
    ['2025-12-31T17:30:00Z', ['2026-01-01', '2026-01-01']],
    ['2025-12-31T16:59:59Z', ['2025-12-31', '2025-12-31']],
    ['2026-01-01T00:00:00+07:00/2026-03-31T23:59:59+07:00', ['2026-01-01', '2026-03-31']],
    ['2025-12-31T17:00:00Z/..', ['2026-01-01', null]],
    ['../2028-02-28T17:00:00Z', [null, '2028-02-29']],
  ])('%s counts by the days of the city', (datetime, days) => {
    expect(daysOf(datetime)).toEqual(days);
  });
});
