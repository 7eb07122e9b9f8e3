import type { Clock } from '#server/clock.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { moveAskedTransfers } from './successor-queries.ts';

/**
 * Asks the successors of abolished communes for the tips that these were asked to take. Call it with the system's rights in
 * the transaction that changes the communes or their areas; again it changes nothing.
 */
export async function askSuccessorsForTips(sql: TransactionSql, clock: Clock): Promise<void> {
  const result = await moveAskedTransfers(sql, clock.today(), clock.now());
  if (result.moved + result.ended === 0) return;
  await appendAudit(sql, clock, {
    action: 'tip.ask_successors',
    subjectKind: 'tip',
    subjectId: null,
    detail: result,
  });
}
