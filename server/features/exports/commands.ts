import type { ExportReceipt, ExportRequest } from '#server/contract/export.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { appendAudit } from '#server/features/audit/queries.ts';
import { refuseForbiddenText } from '#server/features/life-cycle/screened-text.ts';

import { readAccountName } from './queries.ts';

/** Writes to the log that something leaves the system, before it does; the watermark names that line. */
export async function recordExport(
  deps: Deps,
  actor: Actor,
  request: ExportRequest,
): Promise<ExportReceipt> {
  if (!can(actor.role, 'points:read')) throw new AppError('permission.denied');
  refuseForbiddenText({ purpose: request.purpose });
  return asActor(deps.database, actor, async (sql) => {
    const name = await readAccountName(sql, actor.accountId);
    const entry = await appendAudit(sql, deps.clock, {
      action: `export.${request.kind}`,
      subjectKind: 'export',
      subjectId: null,
      detail: { purpose: request.purpose, points: request.points, view: request.view },
    });
    const at = deps.clock.now();
    return { entry, at, watermark: `${name} · nhật ký ${entry}` };
  });
}
