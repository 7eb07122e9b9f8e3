import { describe, expect, it } from 'vitest';

import { NewCheckSchedule } from '#server/contract/check.ts';

import { readDays } from './check-schedule.tsx';

describe('a schedule that is typed', () => {
  it('is read with whatever stands between the numbers', () => {
    expect(readDays('7, 30;90 180')).toEqual([7, 30, 90, 180]);
    expect(readDays('7, ba mươi')).toBeNull();
    expect(readDays('')).toBeNull();
  });

  it('says of each field what is wrong', () => {
    const read = NewCheckSchedule.safeParse({
      days: readDays('7, 7'),
      leadDays: '',
      retryDays: 3,
      watchDays: 365,
      validFrom: null,
      origin: '',
    });
    expect(read.error?.issues.map(({ path }) => path[0]).toSorted()).toEqual([
      'leadDays',
      'origin',
      'validFrom',
    ]);
  });
});
