import { createHash } from 'node:crypto';

import { canonicalText } from '#server/contract/canonical-text.ts';
import { type ConductCounts, sumOfConduct } from '#server/contract/conduct.ts';
import type { Actor } from '#server/contract/permission.ts';
import { REPORTED_STATUSES } from '#server/contract/point.ts';
import { AppError } from '#server/contract/problem.ts';
import {
  periodAt,
  periodOf,
  type PeriodRule,
  type ReportingPeriod,
} from '#server/contract/reporting-period.ts';
import {
  REPORT_FIGURES,
  type ReportContent,
  type ReportFigure,
  type ReportFigures,
  type ReportQuery,
  type ReportVersion,
  type ReportView,
} from '#server/contract/report.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import { countConduct } from '#server/features/conduct/queries.ts';
import { listPlans } from '#server/features/plans/queries.ts';
import { planView } from '#server/features/plans/read-plan.ts';
import { readPeriodRules } from '#server/settings/period-setting.ts';
import { listRuleChanges } from '#server/settings/rule-change-queries.ts';

import { listAnalysisHashes } from './analysis-queries.ts';
import {
  countLed,
  countReported,
  listRecurred,
  listReportCommunes,
  type ReportCommune,
} from './figure-queries.ts';
import { findReport, listReportVersions, type ReportRow } from './queries.ts';
import {
  figuresDay,
  isPeriod,
  mayReadReportOf,
  whyNotDecide,
  whyNotSend,
  whyNotWrite,
} from './rules.ts';

/** More points than a register holds. */
const ALL = 10_000_000;

/** A report and its view, for whoever may read it. */
export async function openReport(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  id: number,
): Promise<{ report: ReportRow; view: ReportView }> {
  const report = await findReport(sql, id);
  if (report === null) throw new AppError('report.not_found');
  const communes = await listReportCommunes(sql, deps.clock.today());
  const commune = communes.find((one) => one.id === report.communeId)?.code;
  const { kind, year, number } = report.period;
  const view = await viewOf(sql, deps, actor, { kind, year, number, commune });
  return { report, view };
}

/** Reads a period as the register tells it now, and every version of its report that the reader may see. */
export async function viewOf(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  query: ReportQuery,
): Promise<ReportView> {
  return (await frameOf(sql, deps, actor, query)).view;
}

/**
 * Finds the period and the owner of a report. Right before existence: who may not read a commune's reports learns
 * nothing of them.
 * @throws {AppError} `report.no_such_period`, `commune.not_found`, `report.other_commune`, `report.not_begun`
 */
export async function keyOf(sql: TransactionSql, deps: Deps, actor: Actor, query: ReportQuery) {
  const today = deps.clock.today();
  if (!isPeriod(query.kind, query.number)) throw new AppError('report.no_such_period');
  const communes = await listReportCommunes(sql, today);
  const commune =
    query.commune === undefined ? null : communes.find(({ code }) => code === query.commune);
  if (commune === undefined) throw new AppError('commune.not_found');
  const communeId = commune?.id ?? null;
  if (!mayReadReportOf(actor, communeId)) throw new AppError('report.other_commune');
  const rules = await readPeriodRules(sql);
  const period = periodAt(rules, query.kind, query.year, query.number);
  const asOf = figuresDay(period, today);
  if (asOf === null) {
    throw new AppError('report.not_begun', { parameters: { firstOn: period.firstOn } });
  }
  return { key: { communeId, period }, commune, communes, rules, asOf, today };
}

/** Reads a period with its key, for a command that goes on from there. */
export async function frameOf(sql: TransactionSql, deps: Deps, actor: Actor, query: ReportQuery) {
  const { key, commune, communes, rules, asOf, today } = await keyOf(sql, deps, actor, query);
  const { communeId, period } = key;
  const rows = await listReportVersions(sql, key);
  const current = await gatherContent(sql, deps, actor, { period, asOf, rules, commune, communes });
  const [latest] = rows;
  const analyses = latest === undefined ? [] : await listAnalysisHashes(sql, latest.id);
  const sealed = { communeCode: commune?.code ?? null, period, asOf, content: current, analyses };
  const view: ReportView = {
    commune:
      commune === null ? null : { code: commune.code, name: commune.name, type: commune.type },
    period,
    periodOrigin: rules.findLast(({ validFrom }) => validFrom <= period.lastOn)?.origin ?? '',
    ruleChanges: await listRuleChanges(sql, { from: period.firstOn, to: period.lastOn }),
    asOf,
    current,
    currentHash: contentHash(sealed),
    versions: rows.map(versionOf),
    whyNotDraft: whyNotWrite(actor, communeId),
    whyNotSend:
      latest === undefined
        ? 'report.wrong_state'
        : whyNotSend(actor, communeId, latest, { period, today }),
    whyNotApprove:
      latest === undefined ? 'report.wrong_state' : whyNotDecide(actor, communeId, latest),
    today,
  };
  return { key, view };
}

function versionOf(row: ReportRow): ReportVersion {
  const {
    communeId: _communeId,
    period: _period,
    draftedById: _draftedById,
    sentById: _sentById,
    ...version
  } = row;
  return version;
}

type Asked = {
  period: ReportingPeriod;
  asOf: IsoDate;
  rules: readonly PeriodRule[];
  /** Null: the whole city. */
  commune: ReportCommune | null;
  communes: readonly ReportCommune[];
};

/**
 * Gathers the content of a report for a period up to the evening of `asOf`. Statuses come from the engine, so that
 * the report agrees with map and list of that evening; the rest comes from the rows of the register.
 */
async function gatherContent(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  asked: Asked,
): Promise<ReportContent> {
  const { period, asOf, commune } = asked;
  const earlier = periodOf(asked.rules, period.kind, addDays(period.firstOn, -1));
  const now = await figuresByCommune(sql, deps, actor, { firstOn: period.firstOn, asOf });
  const then = await figuresByCommune(sql, deps, actor, {
    firstOn: earlier.firstOn,
    asOf: earlier.lastOn,
  });
  const of = (all: ReadonlyMap<number, ReportFigures>) =>
    commune === null ? sumOf([...all.values()]) : (all.get(commune.id) ?? sumOf([]));
  return {
    definitions: 3,
    figures: of(now),
    conduct: await conductOf(sql, asked),
    before: of(then),
    communes:
      commune === null
        ? asked.communes.flatMap(({ id, code, name, type }) => {
            const figures = now.get(id);
            return figures === undefined ? [] : [{ commune: { code, name, type }, figures }];
          })
        : [],
    recurred: await listRecurred(sql, { firstOn: period.firstOn, asOf }, commune?.id ?? null),
    targets: await targetsOf(sql, actor, period.year, asOf),
  };
}

/** How the cases of a report's days came about; those of another commune are none of it. */
async function conductOf(
  sql: TransactionSql,
  { period, asOf, commune }: Asked,
): Promise<ConductCounts> {
  const communeIds = commune === null ? null : [commune.id];
  const rows = await countConduct(sql, 'register', { from: period.firstOn, to: asOf, communeIds });
  return sumOfConduct(rows);
}

async function figuresByCommune(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  span: { firstOn: IsoDate; asOf: IsoDate },
): Promise<Map<number, ReportFigures>> {
  const all = new Map<number, ReportFigures>();
  const add = (communeId: number, figure: ReportFigure, count: number) => {
    const figures = all.get(communeId) ?? sumOf([]);
    figures[figure] = count;
    all.set(communeId, figures);
  };
  for (const { communeId, figure, count } of await countReported(sql, span)) {
    add(communeId, figure, count);
  }
  for (const status of REPORTED_STATUSES) {
    const evening = { status: [status], as_of: span.asOf };
    const { ids } = deps.points.list(actor, evening, { limit: ALL });
    for (const { communeId, count } of await countLed(sql, ids)) {
      add(communeId, `points_${status}`, count);
    }
  }
  return all;
}

/** Progress of the plan of the year on an evening; the latest signed one where there are several. */
async function targetsOf(
  sql: TransactionSql,
  actor: Actor,
  year: number,
  asOf: IsoDate,
): Promise<ReportContent['targets']> {
  const plan = (await listPlans(sql)).find((one) => one.year === year && one.state === 'issued');
  if (plan === undefined || asOf < plan.firstOn) return [];
  const { indicators } = await planView(sql, asOf, actor, plan.id);
  return indicators.map(({ wording, unit, shape, progress }) => ({
    plan: plan.number ?? '',
    wording,
    unit,
    shape,
    target: progress.target,
    amount: progress.amount,
    outOf: progress.outOf,
    ...(progress.own > 0 && { own: progress.own }),
    state: progress.state,
  }));
}

function sumOf(all: readonly ReportFigures[]): ReportFigures {
  const sums = REPORT_FIGURES.map((figure) => [
    figure,
    all.reduce((sum, figures) => sum + figures[figure], 0),
  ]);
  return Object.fromEntries(sums) as ReportFigures;
}

/**
 * SHA-256 of what is sent: whose report, of which period and evening, all that it says, and the hashes of its analyses
 * in their order; without any the text is that of before there were analyses. Hexadecimal.
 */
export function contentHash(sealed: {
  communeCode: string | null;
  period: ReportingPeriod;
  asOf: IsoDate;
  content: ReportContent;
  analyses: readonly string[];
}): string {
  const { communeCode, period, asOf, content, analyses } = sealed;
  const text = canonicalText({
    communeCode,
    period,
    asOf,
    content,
    ...(analyses.length > 0 ? { analyses } : {}),
  });
  return createHash('sha256').update(text).digest('hex');
}
