import { appendAudit } from '#server/db/append-audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readReferenceData } from '#server/reference-data/reference-data.ts';

import { countUnlogged, isDemonstration, type Unlogged } from './unlogged-queries.ts';

/**
 * Compares the facts that figures are made of with the log: each was written together with a line. What was not is told
 * to operators and administrators by a warning, and to the auditor by a line of its own.
 */
export async function compareFacts({ clock, database, warnings }: Deps): Promise<void> {
  const unlogged = await asSystem(database, async (sql) => {
    const found = await readUnlogged(sql);
    if (found.length > 0) {
      await appendAudit(sql, clock, {
        action: 'audit.facts_without_line',
        subjectKind: 'audit',
        subjectId: null,
        detail: Object.fromEntries(found.map(({ kind, facts }) => [kind, facts])),
      });
    }
    return found;
  });
  warnings.set('log', unlogged.length === 0 ? null : 'log.facts_without_line');
}

/** Counts facts without a line; none in the demonstration, which has no history to hold anybody to. */
export async function readUnlogged(sql: Parameters<typeof countUnlogged>[0]): Promise<Unlogged[]> {
  if (await isDemonstration(sql)) return [];
  return await countUnlogged(sql, readReferenceData().settings);
}
