import type { Actor } from '#server/contract/permission.ts';
import type { Allot, EnterResult, PlanView } from '#server/contract/plan.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { type Consent, requireSecond, writeForTwo } from '#server/db/write-for-two.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { openPlan, written } from './commands.ts';
import { listIndicators, type IndicatorRow } from './queries.ts';
import {
  insertAllotment,
  insertResult,
  listAllotments,
  listCommuneRows,
  listResults,
} from './result-queries.ts';
import { mayEnterFor, overlappedBy } from './rules.ts';

/** Gives each commune its share of a target, by two persons: together the whole, or with the reason why not. */
export async function allot(
  deps: Deps,
  actor: Actor,
  id: number,
  input: Allot,
  consent?: Consent,
): Promise<PlanView> {
  const { documentNumber, reason } = input;
  refuseForbiddenText({ documentNumber, reason });
  return writeForTwo(deps.database, actor, consent, async (sql) => {
    await openPlan(sql, id, 'issued');
    const indicator = await indicatorOf(sql, id, input.code);
    const { target } = indicator;
    if (target === null || indicator.shape !== 'amount') throw new AppError('plan.target_mismatch');
    const communes = await listCommuneRows(sql, deps.clock.today());
    const shares = input.shares.map(({ commune: code, amount }) => {
      const commune = communes.find((one) => one.code === code);
      if (commune === undefined) throw new AppError('commune.not_found');
      return { communeId: commune.id, amount };
    });
    if (new Set(shares.map(({ communeId }) => communeId)).size < shares.length) {
      throw new AppError('plan.commune_twice');
    }
    const total = shares.reduce((sum, { amount }) => sum + amount, 0);
    if (total !== target && reason === null) {
      const code = 'plan.allotment_differs';
      const errors = [{ pointer: '/reason', code }];
      throw new AppError(code, { errors, parameters: { total, target } });
    }
    requireSecond(consent);
    const before = (await listAllotments(sql, id)).find((one) => one.indicatorId === indicator.id);
    await insertAllotment(sql, {
      indicatorId: indicator.id,
      version: (before?.version ?? 0) + 1,
      target,
      total,
      // Nothing is left to explain where the shares make the whole.
      reason: total === target ? null : reason,
      documentNumber,
      shares,
      writtenBy: actor.accountId,
      writtenAt: deps.clock.now(),
    });
    return written(sql, deps, actor, id, 'plan.allot', { code: input.code, total, target });
  });
}

/** Enters what a commune or the city has done in a period; the same period again corrects it. */
export async function enterResult(
  deps: Deps,
  actor: Actor,
  id: number,
  input: EnterResult,
): Promise<PlanView> {
  const { documentNumber, reason, firstOn, lastOn, amount } = input;
  refuseForbiddenText({ documentNumber, reason });
  return writeAsActor(deps.database, actor, async (sql) => {
    const plan = await openPlan(sql, id, 'issued');
    const indicator = await indicatorOf(sql, id, input.code);
    if (indicator.measure !== null) throw new AppError('plan.computed');
    const communeId = await communeOf(sql, deps, actor, input.commune);
    if (firstOn < plan.firstOn || lastOn > plan.lastOn || lastOn < firstOn) {
      const parameters = { firstOn: plan.firstOn, lastOn: plan.lastOn };
      throw new AppError('plan.result_outside', { parameters });
    }
    if (lastOn > deps.clock.today()) throw new AppError('lifecycle.future_date');
    const outOf = indicator.shape === 'share' ? input.outOf : null;
    if (indicator.shape === 'share' && (outOf === null || amount > outOf)) {
      throw new AppError('plan.more_than_whole');
    }
    const entered = (await listResults(sql, id)).filter(
      (one) => one.indicatorId === indicator.id && one.communeId === communeId,
    );
    const overlapped = overlappedBy(entered, input);
    if (overlapped !== null) {
      const parameters = { firstOn: overlapped.firstOn, lastOn: overlapped.lastOn };
      throw new AppError('plan.result_overlaps', { parameters });
    }
    const before = entered.find((one) => one.firstOn === firstOn);
    if (before !== undefined && reason === null) {
      const code = 'plan.reason_required';
      throw new AppError(code, { errors: [{ pointer: '/reason', code }] });
    }
    await insertResult(sql, {
      indicatorId: indicator.id,
      communeId,
      firstOn,
      lastOn,
      version: (before?.version ?? 0) + 1,
      amount,
      outOf,
      documentNumber,
      reason: before === undefined ? null : reason,
      writtenBy: actor.accountId,
      writtenAt: deps.clock.now(),
    });
    const detail = { code: input.code, commune: input.commune, firstOn, lastOn };
    return written(sql, deps, actor, id, 'plan.result', detail);
  });
}

async function indicatorOf(
  sql: TransactionSql,
  planId: number,
  code: string,
): Promise<IndicatorRow> {
  const indicator = (await listIndicators(sql, planId)).find((one) => one.code === code);
  if (indicator === undefined) throw new AppError('plan.indicator_not_found');
  return indicator;
}

async function communeOf(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  code: string | null,
): Promise<number | null> {
  const communes = await listCommuneRows(sql, deps.clock.today());
  const commune = code === null ? null : communes.find((one) => one.code === code);
  if (commune === undefined) throw new AppError('commune.not_found');
  if (!mayEnterFor(actor, commune?.id ?? null)) throw new AppError('plan.other_commune');
  return commune?.id ?? null;
}
