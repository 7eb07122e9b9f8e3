import type { IsoInstant } from '#server/contract/time.ts';

/** Signs the sessions of tests. */
export const TEST_SECRET = 'a secret that only tests know, 40 chars.';
/** Ten in the morning in the city. */
export const TEST_NOW: IsoInstant = '2026-11-24T03:00:00.000Z';
/** April 2026 as a period of reports. */
export const REPORT_PERIOD = {
  kind: 'month',
  year: 2026,
  number: 4,
  firstOn: '2026-03-15',
  lastOn: '2026-04-14',
} as const;
