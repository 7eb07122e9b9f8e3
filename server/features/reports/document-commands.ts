import { createHmac } from 'node:crypto';

import { sessionSecret } from '#server/authentication/secret.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { SealedAnalysis } from '#server/contract/report-analysis.ts';
import type { ReportDocument, ReportView } from '#server/contract/report.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { logExport } from '#server/features/exports/commands.ts';
import { readInWorker } from '#server/workers/read-in-worker.ts';

import { listAnalyses, type AnalysisRow } from './analysis-queries.ts';
import type { ReportRow } from './queries.ts';
import { openReport } from './read-report.ts';
import { analysisTables } from './formats/analysis-tables.ts';
import { chartSvg } from './formats/chart-drawing.ts';
import { BLANK_PNG, type ChartPicture } from './formats/document-chart.ts';
import { wordFile } from './formats/report-document.ts';
import { csvFile, xlsxFile } from './formats/report-files.ts';
import { internalTables, publicTables, type ReportTable } from './formats/report-table.ts';
import { periodWords, ruleNotes, slashDate } from './formats/report-words.ts';

/** Enough digits of a hash to put rows in an order that no reader knows. */
const RANK_DIGITS = 12;

/**
 * A report as a file, after the log knows who takes it out and for what; the watermark names that line.
 * What is not sent yet is made of the figures of the moment and says that it is a draft.
 */
export async function produceDocument(
  deps: Deps,
  actor: Actor,
  id: number,
  input: ReportDocument,
): Promise<{ bytes: Uint8Array; name: string }> {
  refuseForbiddenText({ purpose: input.purpose });
  const { report, view, analyses } = await asActor(deps.database, actor, async (sql) => ({
    ...(await openReport(sql, deps, actor, id)),
    analyses: input.audience === 'public' ? [] : await listAnalyses(sql, id),
  }));
  if (input.audience === 'public') refuseUnlessPublic(report);
  const content = report.content ?? view.current;
  const { kind, year, number } = report.period;
  const secret = sessionSecret(deps.config);
  const tables =
    input.audience === 'public'
      ? publicTables(content, (figure, code) =>
          // Depends on the figure and not on this version: two versions together must not reveal each other's
          // suppressed cells.
          rankOf(secret, `${kind} ${year} ${number} ${figure} ${code}`),
        )
      : [...internalTables(content), ...analysisTables(analyses)];
  const { watermark } = await writeAsActor(deps.database, actor, (sql) =>
    logExport(sql, deps, actor, {
      kind: `report_${input.format}`,
      purpose: input.purpose,
      points: 0,
      view: `report=${report.id}&version=${report.version}&audience=${input.audience}`,
    }),
  );
  const notes = notesOf(report, view, { ...input, watermark });
  const scope = view.commune === null ? 'thanh-pho' : view.commune.code;
  const name = `bao-cao-${scope}-${kind}-${year}-${number}-v${report.version}.${input.format}`;
  return { bytes: await fileOf(input, { report, view, analyses, tables, notes }), name };
}

async function fileOf(
  { format, audience }: ReportDocument,
  given: {
    report: ReportRow;
    view: ReportView;
    analyses: readonly AnalysisRow[];
    tables: ReportTable[];
    notes: string[];
  },
): Promise<Uint8Array> {
  const { report, view, analyses, tables, notes } = given;
  if (format === 'csv') return csvFile(tables, notes);
  if (format === 'xlsx') return xlsxFile(tables, notes);
  const pictures = await readChartPictures(analyses);
  return wordFile({
    commune: view.commune,
    period: report.period,
    asOf: report.asOf ?? view.asOf,
    content: report.content ?? view.current,
    ruleChanges: view.ruleChanges,
    remark: report.remark,
    analyses: analyses.map((one, at) => ({ ...one, picture: pictures[at] ?? null })),
    state: report.state,
    version: report.version,
    reason: report.reason,
    publicTables: audience === 'public' ? tables : null,
    watermark: notes.at(-1) ?? '',
  });
}

/** Notes that every file carries; the watermark comes last. */
function notesOf(
  report: ReportRow,
  view: ReportView,
  given: { audience: string; purpose: string; watermark: string },
): string[] {
  const state = report.state === 'approved' ? 'đã duyệt' : 'CHƯA DUYỆT';
  return [
    `Kỳ số liệu: ${periodWords(report.period)} (${slashDate(report.period.firstOn)} – ${slashDate(report.period.lastOn)}), bản ${report.version}, ${state}`,
    `Số liệu đến ngày ${slashDate(report.asOf ?? view.asOf)}`,
    ...ruleNotes(view.ruleChanges),
    ...(report.reason === null ? [] : [`Lý do đính chính: ${report.reason}`]),
    ...(given.audience === 'public'
      ? ['“ẩn”: số liệu bằng 1, bằng 2 và một số ô liên quan, để không suy ra được từ tổng số']
      : []),
    `Mục đích: ${given.purpose} · ${given.watermark}`,
  ];
}

function refuseUnlessPublic({ communeId, period, state }: ReportRow): void {
  if (communeId !== null || period.kind !== 'year' || state !== 'approved') {
    throw new AppError('report.not_public');
  }
}

function rankOf(secret: string, text: string): number {
  const digest = createHmac('sha256', secret).update(text).digest('hex');
  return Number.parseInt(digest.slice(0, RANK_DIGITS), 16);
}

/**
 * Draws the charts of analyses for Word, in their order; null for one without a chart. The PNG is for programs that
 * show no SVG: where no worker is free to draw it, it stays blank, and the drawing and the table say the same.
 */
async function readChartPictures(
  analyses: readonly { content: SealedAnalysis }[],
): Promise<(ChartPicture | null)[]> {
  const drawings = analyses.map(({ content }) =>
    content.chart === null ? null : chartSvg(content.chart),
  );
  const drawn = drawings.filter((svg) => svg !== null);
  const pngs = drawn.length === 0 ? [] : await draw(drawn);
  return drawings.map((svg) =>
    svg === null ? null : { svg, png: pngs[drawn.indexOf(svg)] ?? BLANK_PNG },
  );
}

async function draw(drawings: readonly string[]): Promise<Uint8Array[]> {
  try {
    const bytes = new TextEncoder().encode(JSON.stringify(drawings));
    return await readInWorker('chartPictures', { bytes });
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
