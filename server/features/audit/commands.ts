import type {
  AuditPage,
  AuditQuery,
  AuditVerification,
  VerifyAudit,
} from '#server/contract/audit.ts';
import type { Actor } from '#server/contract/permission.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { listAudit, verifyAudit } from './queries.ts';

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

/** Verifies the chain and logs the verdict. */
export async function verifyChain(
  deps: Deps,
  actor: Actor,
  input: VerifyAudit,
): Promise<AuditVerification> {
  return await asActor(deps.database, actor, async (sql) => {
    const verdict = await verifyAudit(sql, input.notedHash ?? null);
    await appendAudit(sql, deps.clock, {
      action: 'audit.verify',
      subjectKind: 'audit',
      subjectId: null,
      detail: verdict.ok ? { ok: true, entries: verdict.entries } : { ...verdict },
    });
    return verdict;
  });
}
