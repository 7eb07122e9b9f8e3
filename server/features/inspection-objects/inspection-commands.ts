import { civilDate } from '#server/contract/civil-day.ts';
import type {
  InspectionObjectDetail,
  InspectionQuotaList,
  SetInspectionQuota,
} from '#server/contract/inspection-object.ts';
import type { RecordInspection, ReviewInspectionPaper } from '#server/contract/inspection.ts';
import { whyNotLate } from '#server/contract/late-entry.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { isCommuneInForce } from '#server/features/communes/queries.ts';
import { insertPaperReview } from '#server/features/late-entries/queries.ts';
import { whyNotReview } from '#server/features/late-entries/rules.ts';

import { detailOf } from './commands.ts';
import {
  insertInspection,
  insertQuota,
  listQuotas,
  withdrawInspection,
} from './inspection-queries.ts';
import { readReinspection } from './inspection-settings.ts';

/**
 * A visit and what came of it. `besides` writes in the same transaction, before the log.
 */
export async function recordInspection(
  deps: Deps,
  actor: Actor,
  objectId: number,
  visit: RecordInspection,
  besides?: (sql: TransactionSql, inspectionId: number) => Promise<void>,
): Promise<InspectionObjectDetail> {
  const { obstacle, documentNumber, note } = visit;
  refuseForbiddenText({ obstacle, documentNumber, note });
  const today = deps.clock.today();
  if (visit.inspectedOn > today) throw new AppError('lifecycle.future_date');
  const pressedOn = visit.enteredAt === null ? null : civilDate(visit.enteredAt);
  const paperless = whyNotLate({ ...visit, effectiveOn: visit.inspectedOn }, today, pressedOn);
  if (paperless !== null) throw new AppError(paperless.code, { errors: [paperless] });
  return writeAsActor(deps.database, actor, async (sql) => {
    const { state } = await detailOf(sql, deps, objectId, actor);
    if (state === 'closed') throw new AppError('inspection_object.closed');
    const by = { recordedBy: actor.accountId, recordedAt: deps.clock.now() };
    const id = await insertInspection(sql, objectId, { ...visit, ...by });
    await besides?.(sql, id);
    const detail = await detailOf(sql, deps, objectId, actor);
    await audit(sql, deps, 'inspection.record', id, { objectId, kind: visit.kind });
    return detail;
  });
}

/** Takes back a visit that was recorded wrongly; it stays readable, with the reason. */
export async function withdrawOwnInspection(
  deps: Deps,
  actor: Actor,
  given: { objectId: number; inspectionId: number; reason: string },
): Promise<InspectionObjectDetail> {
  refuseForbiddenText({ reason: given.reason });
  return writeAsActor(deps.database, actor, async (sql) => {
    if (!(await withdrawInspection(sql, { ...given, at: deps.clock.now() }))) {
      throw new AppError('inspection.not_found');
    }
    const detail = await detailOf(sql, deps, given.objectId, actor);
    await audit(sql, deps, 'inspection.withdraw', given.inspectionId, {
      objectId: given.objectId,
    });
    return detail;
  });
}

/**
 * Says what the paper of a visit shows that was entered in a later year. Seen, the visit counts for the year of its day;
 * refused, for that of its entry. Nobody says so of their own entry.
 */
export async function reviewInspectionPaper(
  deps: Deps,
  actor: Actor,
  objectId: number,
  { inspectionId, ...review }: ReviewInspectionPaper,
): Promise<InspectionObjectDetail> {
  refuseForbiddenText({ reason: review.reason });
  return writeAsActor(deps.database, actor, async (sql) => {
    const { inspections } = await detailOf(sql, deps, objectId, actor);
    const visit = inspections.find(({ id }) => id === inspectionId);
    if (visit === undefined) throw new AppError('inspection.not_found');
    const refusal = whyNotReview(visit.late, actor, visit.own ? actor.accountId : null);
    if (refusal !== null) throw new AppError(refusal);
    const by = { reviewedBy: actor.accountId, reviewedAt: deps.clock.now() };
    await insertPaperReview(sql, 'inspection_id', inspectionId, { ...review, ...by });
    const detail = await detailOf(sql, deps, objectId, actor);
    const action = review.verdict === 'seen' ? 'paper_seen' : 'paper_refused';
    await audit(sql, deps, `inspection.${action}`, inspectionId, { objectId });
    return detail;
  });
}

export async function readQuotas(
  deps: Deps,
  actor: Actor,
  asked: number | undefined,
): Promise<InspectionQuotaList> {
  return asActor(deps.database, actor, (sql) => quotasOf(sql, deps, asked));
}

/**
 * Sets the number of inspections of a commune in a year, with the document that orders it; the last one set holds.
 */
export async function setQuota(
  deps: Deps,
  actor: Actor,
  quota: SetInspectionQuota,
): Promise<InspectionQuotaList> {
  const { communeId, year, documentNumber } = quota;
  refuseForbiddenText({ documentNumber });
  return writeAsActor(deps.database, actor, async (sql) => {
    if (!(await isCommuneInForce(sql, communeId, deps.clock.today()))) {
      throw new AppError('commune.not_found');
    }
    await insertQuota(sql, { ...quota, setBy: actor.accountId, setAt: deps.clock.now() });
    const list = await quotasOf(sql, deps, year);
    await appendAudit(sql, deps.clock, {
      action: 'inspection_quota.set',
      subjectKind: 'commune',
      subjectId: communeId,
      detail: { year, quota: quota.quota },
    });
    return list;
  });
}

async function quotasOf(sql: TransactionSql, deps: Deps, asked: number | undefined) {
  const today = deps.clock.today();
  const year = asked ?? Number(today.slice(0, 4));
  const { days } = await readReinspection(sql, today);
  return { year, items: await listQuotas(sql, { year, today, reinspectionDays: days }) };
}

async function audit(
  sql: TransactionSql,
  deps: Deps,
  action: string,
  id: number,
  detail: Record<string, string | number>,
): Promise<void> {
  await appendAudit(sql, deps.clock, { action, subjectKind: 'inspection', subjectId: id, detail });
}
