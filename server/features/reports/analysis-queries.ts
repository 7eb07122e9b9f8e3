import type { AskedAnalysis, SealedAnalysis } from '#server/contract/report-analysis.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type AnalysisRow = {
  id: number;
  asked: AskedAnalysis;
  content: SealedAnalysis;
  hash: string;
  putBy: string;
  putAt: IsoInstant;
};

/** Lists the analyses of a report in its order. */
export async function listAnalyses(sql: TransactionSql, reportId: number): Promise<AnalysisRow[]> {
  return sql<AnalysisRow[]>`
    select
      one.id, one.asked, one.content, one.content_hash as hash, app_user.name as put_by, one.put_at
    from report_analysis one
    join app_user on app_user.id = one.put_by
    where one.report_id = ${reportId}
    order by one.place, one.id`;
}

/** Lists the hashes of the analyses of a report in its order. */
export async function listAnalysisHashes(sql: TransactionSql, reportId: number): Promise<string[]> {
  const rows = await sql<{ hash: string }[]>`
    select content_hash as hash from report_analysis
    where report_id = ${reportId}
    order by place, id`;
  return rows.map(({ hash }) => hash);
}

/** Puts an analysis at the end of a report. The database refuses one that is there already. */
export async function insertAnalysis(
  sql: TransactionSql,
  given: {
    reportId: number;
    asked: AskedAnalysis;
    content: SealedAnalysis;
    hash: string;
    putBy: string;
    putAt: IsoInstant;
  },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into report_analysis (report_id, place, asked, content, content_hash, put_by, put_at)
    select
      ${given.reportId}, coalesce(max(place), 0) + 1, ${JSON.stringify(given.asked)}::text::jsonb,
      ${JSON.stringify(given.content)}::text::jsonb, ${given.hash}, ${given.putBy}, ${given.putAt}
    from report_analysis
    where report_id = ${given.reportId}
    returning id`;
  if (row === undefined) throw new Error('the analysis gave no number');
  return row.id;
}

/** Takes the analyses of a version over into the one that restates it, as they were sealed. */
export async function copyAnalyses(
  sql: TransactionSql,
  given: { from: number; to: number; putBy: string; putAt: IsoInstant },
): Promise<void> {
  await sql`
    insert into report_analysis (report_id, place, asked, content, content_hash, put_by, put_at)
    select ${given.to}, place, asked, content, content_hash, ${given.putBy}, ${given.putAt}
    from report_analysis
    where report_id = ${given.from}
    order by place, id`;
}

/** Finds the report of an analysis; null when there is none within reach. */
export async function findReportOfAnalysis(
  sql: TransactionSql,
  id: number,
): Promise<number | null> {
  const [row] = await sql<{ reportId: number }[]>`
    select report_id from report_analysis where id = ${id}`;
  return row?.reportId ?? null;
}

export async function deleteAnalysis(sql: TransactionSql, id: number): Promise<void> {
  await sql`delete from report_analysis where id = ${id}`;
}

/** Gives the analyses of a report their places, in the order of their ids. */
export async function orderAnalyses(
  sql: TransactionSql,
  reportId: number,
  ids: readonly number[],
): Promise<void> {
  await sql`
    update report_analysis set place = given.place
    from unnest(${[...ids]}::integer[]) with ordinality given(id, place)
    where report_analysis.id = given.id and report_analysis.report_id = ${reportId}`;
}
