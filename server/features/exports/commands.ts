import type { ExportReceipt, ExportRequest } from '#server/contract/export.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendNumberedAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { hasUnknownCode, readAccountName } from './queries.ts';

/** Writes to the log that something leaves the system, before it does; the watermark names that line. */
export async function recordExport(
  deps: Deps,
  actor: Actor,
  request: ExportRequest,
): Promise<ExportReceipt> {
  if (!can(actor.role, 'points:read')) throw new AppError('permission.denied');
  refuseForbiddenText({ purpose: request.purpose });
  return writeAsActor(deps.database, actor, async (sql) => {
    await refuseUnknownCodes(sql, request.view);
    return logExport(sql, deps, actor, request);
  });
}

/** Throws where a list of codes could spell words. */
async function refuseUnknownCodes(sql: TransactionSql, view: string): Promise<void> {
  const named = new URLSearchParams(view);
  const codesOf = (name: string) =>
    (named.get(name) ?? '').split(',').filter((code) => code !== '');
  const codes = { categories: codesOf('category'), communes: codesOf('commune') };
  if (await hasUnknownCode(sql, codes)) {
    throw new AppError('request.invalid', { errors: [{ pointer: '/view', code: 'unknown' }] });
  }
}

/** Records an export like {@link recordExport}, within the transaction that reads the exported data. */
export async function logExport(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  taken: { kind: string; purpose: string; points: number; view: string },
): Promise<ExportReceipt> {
  const name = await readAccountName(sql, actor.accountId);
  const entry = await appendNumberedAudit(sql, deps.clock, {
    action: `export.${taken.kind}`,
    subjectKind: 'export',
    subjectId: null,
    detail: { purpose: taken.purpose, points: taken.points, view: taken.view },
  });
  return { entry, at: deps.clock.now(), watermark: `${name} · nhật ký số ${entry}` };
}
