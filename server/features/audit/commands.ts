import { sequenceLog } from '#server/audit-tree/sequence.ts';
import type {
  AuditPage,
  AuditQuery,
  AuditVerification,
  VerifyAudit,
} from '#server/contract/audit.ts';
import type { Actor } from '#server/contract/permission.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readReferenceData } from '#server/reference-data/reference-data.ts';

import { countUnlogged, isDemonstration, listAudit, type Unlogged } from './queries.ts';
import { compareWithAnchors } from './read-anchors.ts';
import { verifyAudit } from './read-verdict.ts';

/** A page of the log; that it was opened stands in the log too, once and not for every page. */
export async function readAudit(deps: Deps, actor: Actor, query: AuditQuery): Promise<AuditPage> {
  return await asActor(deps.database, actor, async (sql) => {
    const page = await listAudit(sql, query);
    if (query.cursor === undefined) {
      await appendAudit(sql, deps.clock, {
        action: 'audit.read',
        subjectKind: 'audit',
        subjectId: null,
      });
    }
    return page;
  });
}

/** Verifies the log, compares it with the anchors that were taken of it, and logs the verdict. */
export async function verifyLog(
  deps: Deps,
  actor: Actor,
  input: VerifyAudit,
): Promise<AuditVerification> {
  await sequenceLog(deps);
  return await asActor(deps.database, actor, async (sql) => {
    const verdict = await verdictOn(sql, deps, input.notedHash ?? null);
    await appendAudit(sql, deps.clock, {
      action: 'audit.verify',
      subjectKind: 'audit',
      subjectId: null,
      detail: verdict.ok ? { ok: true, entries: verdict.entries } : { ...verdict },
    });
    return verdict;
  });
}

async function verdictOn(
  sql: TransactionSql,
  { config }: Deps,
  notedHash: string | null,
): Promise<AuditVerification> {
  const verdict = await verifyAudit(sql, notedHash);
  if (!verdict.ok) return verdict;
  const { unfit } = await compareWithAnchors(sql, config);
  return unfit === null ? verdict : { ok: false, firstBroken: null, reason: 'noted_hash_gone' };
}

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
