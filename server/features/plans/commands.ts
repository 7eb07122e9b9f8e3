import type { Actor } from '#server/contract/permission.ts';
import type {
  AmendPlan,
  CopyPlan,
  IssuePlan,
  PlanSummary,
  PlanView,
  WriteIndicator,
} from '#server/contract/plan.ts';
import { AppError } from '#server/contract/problem.ts';
import { periodAt } from '#server/contract/reporting-period.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit, type AuditDetail } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { type Consent, requireSecond, writeForTwo } from '#server/db/write-for-two.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { readPeriodRules } from '#server/settings/period-setting.ts';

import {
  addDenominator,
  addIndicatorPoints,
  copyIndicators,
  findPlan,
  insertAmendment,
  insertDraft,
  issueDraft,
  listIndicators,
  lockPlan,
  writeIndicator,
} from './queries.ts';
import { planView } from './read-plan.ts';
import { targetFits } from './rules.ts';

/** Begins a year's plan as a draft with the indicators of another; results and allotments stay behind. */
export async function copyPlan(deps: Deps, actor: Actor, input: CopyPlan): Promise<PlanView> {
  return writeAsActor(deps.database, actor, async (sql) => {
    const from = await findPlan(sql, input.from);
    if (from === null) throw new AppError('plan.not_found');
    const { firstOn, lastOn } = periodAt(await readPeriodRules(sql), 'year', input.year, 1);
    const to = await insertDraft(sql, {
      title: from.title.replaceAll(String(from.year), String(input.year)),
      issuer: from.issuer,
      level: from.level,
      year: input.year,
      firstOn,
      lastOn,
      copiedFrom: from.id,
      source: `Chép từ ${from.number ?? 'bản nháp'}`,
      writtenBy: actor.accountId,
      writtenAt: deps.clock.now(),
    });
    await copyIndicators(sql, { from: from.id, to, on: deps.clock.today() });
    return written(sql, deps, actor, to, 'plan.copy', { from: from.id, year: input.year });
  });
}

/** Records that the paper has been signed, by two persons; from then on only amendments change what it asks for. */
export async function issuePlan(
  deps: Deps,
  actor: Actor,
  id: number,
  input: IssuePlan,
  consent?: Consent,
): Promise<PlanView> {
  refusePaper(deps, input);
  return writeForTwo(deps.database, actor, consent, async (sql) => {
    await openPlan(sql, id, 'draft');
    requireSecond(consent);
    await issueDraft(sql, id, input);
    return written(sql, deps, actor, id, 'plan.issue', { number: input.number });
  });
}

/** Writes an indicator of a draft; a code that is there is written anew. */
export async function setIndicator(
  deps: Deps,
  actor: Actor,
  id: number,
  input: WriteIndicator,
): Promise<PlanView> {
  const { wording, note, leadAgency, denominator } = input;
  refuseForbiddenText({ wording, note, leadAgency, source: denominator?.source ?? null });
  if (!targetFits(input)) {
    const code = 'plan.target_mismatch';
    throw new AppError(code, { errors: [{ pointer: '/target', code }] });
  }
  return writeAsActor(deps.database, actor, async (sql) => {
    await openPlan(sql, id, 'draft');
    const indicatorId = await writeIndicator(sql, id, input);
    if (denominator !== null) await addDenominator(sql, indicatorId, denominator);
    const known = await addIndicatorPoints(sql, indicatorId, input.points);
    const unknown = input.points.findIndex(({ code }) => !known.includes(code));
    if (unknown >= 0) {
      const code = 'point.not_found';
      throw new AppError(code, { errors: [{ pointer: `/points/${unknown}/code`, code }] });
    }
    return written(sql, deps, actor, id, 'plan.indicator', { code: input.code });
  });
}

/** Records a paper that changes targets, by two persons; the first targets stay readable. */
export async function amendPlan(
  deps: Deps,
  actor: Actor,
  id: number,
  input: AmendPlan,
  consent?: Consent,
): Promise<PlanView> {
  refusePaper(deps, input);
  for (const { reason } of input.changes) refuseForbiddenText({ reason });
  return writeForTwo(deps.database, actor, consent, async (sql) => {
    await openPlan(sql, id, 'issued');
    const indicators = await listIndicators(sql, id);
    const changes = input.changes.map(({ code, target, reason }) => {
      const indicator = indicators.find((one) => one.code === code);
      if (indicator === undefined) throw new AppError('plan.indicator_not_found');
      if (!targetFits({ ...indicator, target })) throw new AppError('plan.target_mismatch');
      return { indicatorId: indicator.id, target, reason };
    });
    requireSecond(consent);
    const writtenAt = deps.clock.now();
    await insertAmendment(sql, id, { ...input, writtenBy: actor.accountId, writtenAt }, changes);
    return written(sql, deps, actor, id, 'plan.amend', { number: input.number });
  });
}

/** The plan, locked, and in the state in which what is asked may be done. */
export async function openPlan(
  sql: TransactionSql,
  id: number,
  state: PlanSummary['state'],
): Promise<PlanSummary> {
  await lockPlan(sql, id);
  const plan = await findPlan(sql, id);
  if (plan === null) throw new AppError('plan.not_found');
  if (plan.state !== state) throw new AppError(state === 'draft' ? 'plan.issued' : 'plan.draft');
  return plan;
}

/** The plan as it is now, and the line in the log. */
export async function written(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  id: number,
  action: string,
  detail: AuditDetail,
): Promise<PlanView> {
  const view = await planView(sql, deps.clock.today(), actor, id);
  await appendAudit(sql, deps.clock, { action, subjectKind: 'plan', subjectId: id, detail });
  return view;
}

function refusePaper(deps: Deps, { number, signedOn, signerTitle }: IssuePlan): void {
  refuseForbiddenText({ documentNumber: number, signerTitle });
  if (signedOn <= deps.clock.today()) return;
  const code = 'plan.signed_in_future';
  throw new AppError(code, { errors: [{ pointer: '/signedOn', code }] });
}
