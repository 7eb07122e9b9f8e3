import { describe, expect, it } from 'vitest';

import { viewOf } from './export-rules.ts';

describe('the filter of an export in the log', () => {
  it('names statuses, codes and days, and neither the words searched for nor a place', () => {
    const filter = {
      q: 'nguyễn',
      status: ['recurring' as const, 'active' as const],
      commune: ['00070'],
      as_of: '2026-03-01',
      bbox: [105, 20, 106, 21],
    };
    expect(viewOf(filter)).toBe('status=recurring%2Cactive&commune=00070&as_of=2026-03-01');
  });
});
