import type { Period } from '#server/contract/comparison.ts';
import type { PlaceAnalysisQuery } from '#server/contract/place-analysis.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { listCycleEvents, listSignalEvents, type PlaceEventRow } from './place-queries.ts';

/** Reads what happened at places in a period, of the kind that was asked for. */
export async function listEvents(
  sql: TransactionSql,
  { subject, origin }: Pick<PlaceAnalysisQuery, 'subject' | 'origin'>,
  period: Period,
): Promise<PlaceEventRow[]> {
  if (subject === 'recurrences') return listCycleEvents(sql, period, 'recurrence_confirmed');
  if (subject === 'new_points') return listCycleEvents(sql, period, 'recognised');
  const signals = await listSignalEvents(sql, period);
  return origin === 'both' ? signals : signals.filter((signal) => signal.origin === origin);
}
