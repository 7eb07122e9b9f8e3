import type { Actor } from '#server/contract/permission.ts';
import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import type { PeriodRule } from '#server/contract/reporting-period.ts';
import type {
  DraftReport,
  ReportList,
  ReportQuery,
  ReportView,
  SetPeriods,
} from '#server/contract/report.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { type Consent, requireSecond, writeForTwo } from '#server/db/write-for-two.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import type { KindOf } from '#server/proposal-kind.ts';
import { notBefore, OF_SETTING } from '#server/setting-proposal.ts';
import { readPeriodRules } from '#server/settings/period-setting.ts';

import { copyAnalyses } from './analysis-queries.ts';
import {
  approveSent,
  insertPeriodRule,
  insertReport,
  listReports,
  listReportVersions,
  lockReport,
  redraftReport,
  returnSent,
  sendDraft,
  type ReportRow,
} from './queries.ts';
import { frameOf, openReport, viewOf } from './read-report.ts';
import { whyNotDecide, whyNotSend, whyNotWrite } from './rules.ts';

/** Another first day of the reporting month. */
export const REPORT_PERIODS_PROPOSAL: KindOf<'report_periods'> = {
  ...OF_SETTING,
  subjectOf: () => Promise.resolve({ name: 'setting report.periods' }),
  async carryOut(deps, asker, { act }, { consent }) {
    const validFrom = notBefore(act.validFrom, deps.clock.today());
    await setPeriods(deps, asker, { ...act, validFrom }, consent);
  },
  async inForce(sql, deps) {
    const today = deps.clock.today();
    return (await readPeriodRules(sql)).findLast(({ validFrom }) => validFrom <= today) ?? null;
  },
};

/** The reports within reach, and by which rules the periods run. */
export async function readReports(deps: Deps, actor: Actor): Promise<ReportList> {
  return asActor(deps.database, actor, async (sql) => ({
    items: await listReports(sql),
    rules: await readPeriodRules(sql),
    today: deps.clock.today(),
  }));
}

/** A period as the register tells it now, and every version of its report that the reader may see. */
export async function readReport(
  deps: Deps,
  actor: Actor,
  query: ReportQuery,
): Promise<ReportView> {
  return asActor(deps.database, actor, (sql) => viewOf(sql, deps, actor, query));
}

/** Begins a report, writes its draft anew, or begins a restatement of an approved one with its reason. */
export async function draftReport(
  deps: Deps,
  actor: Actor,
  input: DraftReport,
): Promise<ReportView> {
  const { remark, reason } = input;
  refuseForbiddenText({ remark, reason });
  return writeAsActor(deps.database, actor, async (sql) => {
    const query = { ...input, commune: input.commune ?? undefined };
    const { key, view } = await frameOf(sql, deps, actor, query);
    refuse(whyNotWrite(actor, key.communeId));
    const [latest] = await listReportVersions(sql, key);
    const drafted = { remark, draftedBy: actor.accountId, draftedAt: deps.clock.now() };
    if (latest === undefined) {
      await insertReport(sql, key, { ...drafted, version: 1, reason: null });
    } else if (latest.state === 'draft' || latest.state === 'returned') {
      // Only a restatement has a reason; a form may bring one along.
      const kept = latest.version === 1 ? null : (reason ?? latest.reason);
      await redraftReport(sql, latest.id, { ...drafted, reason: kept });
    } else if (latest.state === 'approved') {
      if (reason === null) refuse('report.reason_required');
      if (latest.hash === view.currentHash) refuse('report.nothing_changed');
      const id = await insertReport(sql, key, { ...drafted, version: latest.version + 1, reason });
      const by = { putBy: actor.accountId, putAt: drafted.draftedAt };
      await copyAnalyses(sql, { from: latest.id, to: id, ...by });
    } else refuse('report.wrong_state');
    const written = await viewOf(sql, deps, actor, query);
    await audit(sql, deps, 'report.draft', written);
    return written;
  });
}

/** Fixes the figures that were seen and hands the report to whoever approves it. */
export async function sendReport(
  deps: Deps,
  actor: Actor,
  id: number,
  hash: string,
): Promise<ReportView> {
  return carriedOn(deps, actor, id, 'report.send', async (sql, report, view) => {
    refuse(
      whyNotSend(actor, report.communeId, report, { period: report.period, today: view.today }),
    );
    if (hash !== view.currentHash) throw new AppError('report.figures_changed');
    await sendDraft(sql, id, {
      content: view.current,
      hash,
      asOf: view.asOf,
      sentBy: actor.accountId,
      sentAt: deps.clock.now(),
    });
  });
}

/** Approves what was sent, by somebody else; from then on nothing of it changes. */
export async function approveReport(
  deps: Deps,
  actor: Actor,
  id: number,
  hash: string,
): Promise<ReportView> {
  return carriedOn(deps, actor, id, 'report.approve', async (sql, report) => {
    refuse(whyNotDecide(actor, report.communeId, report));
    if (hash !== report.hash) throw new AppError('report.figures_changed');
    await approveSent(sql, id, { decidedBy: actor.accountId, decidedAt: deps.clock.now() });
  });
}

/** Gives a report back to whoever drafted it, with the reason. */
export async function returnReport(
  deps: Deps,
  actor: Actor,
  id: number,
  reason: string,
): Promise<ReportView> {
  refuseForbiddenText({ reason });
  return carriedOn(deps, actor, id, 'report.return', async (sql, report) => {
    refuse(whyNotDecide(actor, report.communeId, report));
    const decided = { decidedBy: actor.accountId, decidedAt: deps.clock.now() };
    await returnSent(sql, id, { ...decided, reason });
  });
}

/** From a day on reporting months begin on another day; what was reported stays as it was. */
export async function setPeriods(
  deps: Deps,
  actor: Actor,
  input: SetPeriods,
  consent?: Consent,
): Promise<{ rules: (PeriodRule & { origin: string })[] }> {
  refuseForbiddenText({ origin: input.origin });
  if (input.validFrom < deps.clock.today()) throw new AppError('report.periods_in_past');
  return writeForTwo(deps.database, actor, consent, async (sql) => {
    requireSecond(consent);
    const by = { setBy: actor.accountId, setAt: deps.clock.now() };
    await insertPeriodRule(sql, { ...input, ...by });
    const rules = await readPeriodRules(sql);
    await appendAudit(sql, deps.clock, {
      action: 'report.periods',
      subjectKind: 'setting',
      subjectId: 'report.periods',
      detail: { validFrom: input.validFrom, firstDay: input.firstDay },
    });
    return { rules };
  });
}

async function carriedOn(
  deps: Deps,
  actor: Actor,
  id: number,
  action: string,
  step: (sql: TransactionSql, report: ReportRow, view: ReportView) => Promise<void>,
): Promise<ReportView> {
  return writeAsActor(deps.database, actor, async (sql) => {
    await lockReport(sql, id);
    const { report, view } = await openReport(sql, deps, actor, id);
    await step(sql, report, view);
    const after = await openReport(sql, deps, actor, id);
    await audit(sql, deps, action, after.view);
    return after.view;
  });
}

async function audit(
  sql: TransactionSql,
  deps: Deps,
  action: string,
  { commune, period, versions }: ReportView,
): Promise<void> {
  const { kind, year, number } = period;
  await appendAudit(sql, deps.clock, {
    action,
    subjectKind: 'report',
    subjectId: versions[0]?.id ?? null,
    detail: { commune: commune?.code ?? null, kind, year, number, hash: versions[0]?.hash ?? null },
  });
}

function refuse(problem: ProblemCode | null): void {
  if (problem === null) return;
  const field = problem === 'report.reason_required';
  throw new AppError(problem, field ? { errors: [{ pointer: '/reason', code: problem }] } : {});
}
