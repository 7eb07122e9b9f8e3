import { describe, expect, it } from 'vitest';

import type { ReportContent } from '#server/contract/report.ts';
import type { ReportingPeriod } from '#server/contract/reporting-period.ts';

import { contentHash } from './read-report.ts';

const PERIOD: ReportingPeriod = {
  kind: 'month',
  year: 2026,
  number: 4,
  firstOn: '2026-03-15',
  lastOn: '2026-04-14',
};
const SEALED = {
  communeCode: '00070',
  period: PERIOD,
  asOf: '2026-04-14',
  content: { definitions: 1, recurred: [{ code: 'DP-1', on: '2026-04-01' }] } as ReportContent,
  analyses: ['a', 'b'],
};

describe('the hash of a report', () => {
  it('does not depend on the order in which a database gives the keys back', () => {
    const { definitions, recurred } = SEALED.content;
    const content = { recurred, definitions } as ReportContent;
    expect(contentHash({ ...SEALED, content })).toBe(contentHash(SEALED));
    expect(contentHash(SEALED)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is another for another commune, period, evening, content, or order of its analyses', () => {
    const hashes = [
      SEALED,
      { ...SEALED, communeCode: null },
      { ...SEALED, communeCode: '00082' },
      { ...SEALED, period: { ...PERIOD, number: 5 } },
      { ...SEALED, period: { ...PERIOD, kind: 'quarter' as const } },
      { ...SEALED, period: { ...PERIOD, year: 2025 } },
      { ...SEALED, asOf: '2026-04-13' },
      { ...SEALED, content: { ...SEALED.content, recurred: [] } },
      { ...SEALED, analyses: ['b', 'a'] },
      { ...SEALED, analyses: ['a'] },
      { ...SEALED, analyses: [] },
    ].map(contentHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
