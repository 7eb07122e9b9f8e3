import { expect, it } from 'vitest';

import { Open311Query } from './open311.ts';

it.each([
  ['2026-03-01', '2026-03-01'],
  ['2026-03-01T00:00:00+07:00', '2026-03-01'],
  ['2026-03-01T23:59:59+07:00', '2026-03-01'],
  ['2026-02-28T16:59:59Z', '2026-02-28'],
  ['2026-02-28T17:00:00Z', '2026-03-01'],
  ['2026-03-01T20:00:00-05:00', '2026-03-02'],
  // Without a zone, or with one whose plus became a space, it is the day that is written.
  ['2026-03-01T20:00:00', '2026-03-01'],
  ['2026-03-01T00:00:00 07:00', '2026-03-01'],
])('GeoReport asks with %s for the day of the city, %s', (text, day) => {
  const { start_date: start, end_date: end } = Open311Query.parse({
    start_date: text,
    end_date: text,
  });
  expect([start, end]).toEqual([day, day]);
});

it.each(['2026-02-30', '2026-02-30T00:00:00Z', '01/03/2026', ''])(
  'GeoReport is refused “%s”, which is no day',
  (text) => {
    expect(Open311Query.safeParse({ start_date: text }).success).toBe(false);
  },
);
