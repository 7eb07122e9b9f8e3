import * as z from 'zod';

import type { PeriodRule } from '#server/contract/reporting-period.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { listSettings } from './queries.ts';

const Months = z.object({ firstDay: z.number().int().min(1).max(28) });

/** On which day a reporting month begins (`report.periods`), each rule from its day on, ascending. */
export async function readPeriodRules(
  sql: TransactionSql,
): Promise<(PeriodRule & { origin: string })[]> {
  const settings = await listSettings(sql, 'report.periods');
  return settings.map(({ value, validFrom, origin }) => ({
    ...Months.parse(value),
    validFrom,
    origin,
  }));
}
