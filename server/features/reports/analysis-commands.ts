import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import {
  MOST_ANALYSES,
  type PutAnalysis,
  type PutAnalysisReceipt,
  type ReportAnalysisList,
} from '#server/contract/report-analysis.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import {
  deleteAnalysis,
  findReportOfAnalysis,
  insertAnalysis,
  listAnalyses,
  orderAnalyses,
} from './analysis-queries.ts';
import { findReport, insertReport, listReportVersions, lockReport } from './queries.ts';
import { listOf } from './read-analyses.ts';
import { keyOf } from './read-report.ts';
import { sealAnalysis } from './read-sealed-analysis.ts';
import { whyNotChangeAnalyses, whyNotWrite } from './rules.ts';

/**
 * Puts an analysis into the open report of a period, which is begun where there is none: worked out anew and sealed
 * as it is at this moment.
 * @throws {AppError} `report.analysis_changed` where its n is not the one that was seen, `report.analyses_closed`,
 * `report.analysis_there`, `report.analyses_full`, and what the analysis or the period refuses
 */
export async function putAnalysis(
  deps: Deps,
  actor: Actor,
  input: PutAnalysis,
  signal: AbortSignal,
): Promise<PutAnalysisReceipt> {
  const { content, hash, asked } = await sealAnalysis(deps, actor, input.analysis, signal);
  const count = content.n[0]?.count ?? 0;
  if (count !== input.seen) {
    throw new AppError('report.analysis_changed', {
      parameters: { before: input.seen, after: count, difference: count - input.seen },
    });
  }
  return writeAsActor(deps.database, actor, async (sql) => {
    const { kind, year, number, commune } = input;
    const query = { kind, year, number, commune: commune ?? undefined };
    const { key } = await keyOf(sql, deps, actor, query);
    const refusal = whyNotWrite(actor, key.communeId);
    if (refusal !== null) throw new AppError(refusal);
    const by = { accountId: actor.accountId, at: deps.clock.now() };
    const [latest] = await listReportVersions(sql, key);
    const drafted = { remark: null, reason: null, draftedBy: by.accountId, draftedAt: by.at };
    const reportId = latest?.id ?? (await insertReport(sql, key, { ...drafted, version: 1 }));
    await openToChange(sql, actor, reportId);
    const there = await listAnalyses(sql, reportId);
    if (there.some((one) => one.hash === hash)) throw new AppError('report.analysis_there');
    if (there.length >= MOST_ANALYSES) {
      throw new AppError('report.analyses_full', { parameters: { most: MOST_ANALYSES } });
    }
    const put = { reportId, asked, content, hash, putBy: by.accountId, putAt: by.at };
    const analysisId = await insertAnalysis(sql, put);
    const detail = { analysis: analysisId, subject: content.subject, hash };
    await audit(sql, deps, { action: 'report.put_analysis', reportId, detail });
    return { reportId, analysisId, begun: latest === undefined, hash };
  });
}

/**
 * Orders the analyses of a report that is still open.
 * @throws {AppError} `report.not_found`, `report.analyses_closed`; `report.analyses_changed` where somebody has put
 * one in or removed one meanwhile
 */
export async function orderReportAnalyses(
  deps: Deps,
  actor: Actor,
  reportId: number,
  ids: readonly number[],
): Promise<ReportAnalysisList> {
  await writeAsActor(deps.database, actor, async (sql) => {
    await openToChange(sql, actor, reportId);
    const there = (await listAnalyses(sql, reportId)).map(({ id }) => id);
    const sorted = (all: readonly number[]) => all.toSorted((a, b) => a - b).join(' ');
    if (sorted(there) !== sorted(ids)) throw new AppError('report.analyses_changed');
    await orderAnalyses(sql, reportId, ids);
    await audit(sql, deps, { action: 'report.order_analyses', reportId, detail: {} });
  });
  return listOf(deps, actor, reportId);
}

/**
 * Removes an analysis from a report that is still open.
 * @throws {AppError} `report.analysis_not_found`, `report.analyses_closed`
 */
export async function removeAnalysis(
  deps: Deps,
  actor: Actor,
  analysisId: number,
): Promise<ReportAnalysisList> {
  const reportId = await writeAsActor(deps.database, actor, async (sql) => {
    const found = await findReportOfAnalysis(sql, analysisId);
    if (found === null) throw new AppError('report.analysis_not_found');
    await openToChange(sql, actor, found);
    // Two people who remove the same one: the second finds it gone once the report is locked.
    const gone = (await listAnalyses(sql, found)).find(({ id }) => id === analysisId);
    if (gone === undefined) throw new AppError('report.analysis_not_found');
    await deleteAnalysis(sql, analysisId);
    const detail = { analysis: analysisId, hash: gone.hash };
    await audit(sql, deps, { action: 'report.remove_analysis', reportId: found, detail });
    return found;
  });
  return listOf(deps, actor, reportId);
}

/** Locks a report, so that nobody sends it meanwhile, and refuses what is frozen or of somebody else. */
async function openToChange(sql: TransactionSql, actor: Actor, reportId: number): Promise<void> {
  await lockReport(sql, reportId);
  const report = await findReport(sql, reportId);
  if (report === null) throw new AppError('report.not_found');
  const refusal = whyNotChangeAnalyses(actor, report.communeId, report);
  if (refusal !== null) throw new AppError(refusal);
}

async function audit(
  sql: TransactionSql,
  deps: Deps,
  given: { action: string; reportId: number; detail: Record<string, string | number> },
): Promise<void> {
  const { action, reportId, detail } = given;
  await appendAudit(sql, deps.clock, {
    action,
    subjectKind: 'report',
    subjectId: reportId,
    detail,
  });
}
