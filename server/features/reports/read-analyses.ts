import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { ReportAnalysis, ReportAnalysisList } from '#server/contract/report-analysis.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { listAnalyses } from './analysis-queries.ts';
import { findReport } from './queries.ts';
import { readPresent } from './read-sealed-analysis.ts';
import { whyNotChangeAnalyses } from './rules.ts';

/**
 * Reads the analyses of a report in its order; in one that is still open, beside each how it would come out now.
 * @throws {AppError} `report.not_found` also where the reader may not see the report
 */
export async function listOf(
  deps: Deps,
  actor: Actor,
  reportId: number,
): Promise<ReportAnalysisList> {
  const { report, rows } = await asActor(deps.database, actor, async (sql) => ({
    report: await findReport(sql, reportId),
    rows: await listAnalyses(sql, reportId),
  }));
  if (report === null) throw new AppError('report.not_found');
  const isOpen = report.state === 'draft' || report.state === 'returned';
  const items: ReportAnalysis[] = [];
  for (const { asked, ...row } of rows) {
    const now = isOpen ? await readPresent(deps, actor, { asked, content: row.content }) : null;
    items.push({ ...row, now });
  }
  return { items, whyNotChange: whyNotChangeAnalyses(actor, report.communeId, report) };
}
