import { describe, expect, it } from 'vitest';

import { NO_FILTER } from '#client/register/filter.ts';

import { differenceFilter, firstEvening, leftFilter } from './compared-filters.ts';

const TODAY = '2026-11-24';
const october = { ...NO_FILTER, from: '2026-10-01', to: '2026-10-31' };

describe('a comparison of two evenings', () => {
  it('begins four weeks before the evening shown, or on the eve of the period', () => {
    expect(firstEvening(NO_FILTER, TODAY)).toBe('2026-10-27');
    expect(firstEvening({ ...NO_FILTER, asOf: '2026-03-31' }, TODAY)).toBe('2026-03-03');
    expect(firstEvening(october, TODAY)).toBe('2026-09-30');
  });

  it('has the same filter on the left, on the other evening', () => {
    const filter = { ...NO_FILTER, category: ['KS'], asOf: '2026-11-01' };
    expect(leftFilter(filter, '2026-05-01')).toEqual({ ...filter, asOf: '2026-05-01' });
  });

  it('compares a period with the one of the same length that ends on the other evening', () => {
    expect(leftFilter(october, '2026-09-30')).toMatchObject({
      from: '2026-08-31',
      to: '2026-09-30',
      asOf: '2026-09-30',
    });
  });

  it('has as difference what happened after the one evening and until the other', () => {
    expect(differenceFilter(october, '2026-10-27', ['recurring'], TODAY)).toMatchObject({
      happened: ['recurring'],
      from: '2026-10-28',
      to: TODAY,
      asOf: null,
    });
  });
});
