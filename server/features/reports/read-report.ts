import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { periodAt } from '#server/contract/reporting-period.ts';
import type { ReportQuery, ReportVersion, ReportView } from '#server/contract/report.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import { readPeriodRules } from '#server/settings/period-setting.ts';
import { listRuleChanges } from '#server/settings/rule-change-queries.ts';

import { listAnalysisHashes } from './analysis-queries.ts';
import { listReportCommunes } from './figure-queries.ts';
import { findReport, listReportVersions, type ReportRow } from './queries.ts';
import { contentHash, gatherContent } from './read-content.ts';
import {
  figuresDay,
  isPeriod,
  mayReadReportOf,
  whyNotDecide,
  whyNotSend,
  whyNotWrite,
} from './rules.ts';

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
