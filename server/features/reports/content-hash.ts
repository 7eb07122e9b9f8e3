import { createHash } from 'node:crypto';

import type { ReportContent } from '#server/contract/report.ts';
import type { ReportingPeriod } from '#server/contract/reporting-period.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { canonicalText } from '#server/features/weekly-sheets/rules.ts';

/** SHA-256 of what is sent: whose report, of which period and evening, and all that it says. Hexadecimal. */
export function contentHash(sealed: {
  communeCode: string | null;
  period: ReportingPeriod;
  asOf: IsoDate;
  content: ReportContent;
}): string {
  const { communeCode, period, asOf, content } = sealed;
  const text = canonicalText({ communeCode, period, asOf, content });
  return createHash('sha256').update(text).digest('hex');
}
