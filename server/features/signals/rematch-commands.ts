import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import {
  PARAMETER_KEYS,
  PARAMETER_VALUE,
  SignalParameter,
  type NewRematch,
  type Rematch,
  type SignalParameters,
} from '#server/contract/signal-parameters.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import { type Consent, requireSecond, writeForTwo } from '#server/db/write-for-two.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { enqueueJob } from '#server/jobs/queries.ts';

import {
  countUndecided,
  findRematch,
  findShownRematch,
  insertParameter,
  insertRematch,
  listParameters,
  moveRematch,
} from './rematch-queries.ts';

/** Jobs that preview the effect of a parameter change, and that apply it. */
export const PREVIEW_JOB = 'signals.preview';
export const APPLY_JOB = 'signals.apply';

/** Every parameter with its origin and first day, and the latest change that was previewed. */
export async function readParameters(deps: Deps, actor: Actor): Promise<SignalParameters> {
  const today = deps.clock.today();
  return asActor(deps.database, actor, async (sql) => {
    const rows = await listParameters(sql, PARAMETER_KEYS);
    const all = rows.map((row) => SignalParameter.parse(row));
    const inForce = PARAMETER_KEYS.flatMap(
      (key) => all.find((one) => one.key === key && one.validFrom <= today) ?? [],
    );
    return { all, inForce, latest: await findShownRematch(sql, null), today };
  });
}

/** Orders a preview of the change of one parameter; nothing is changed yet. */
export async function requestRematch(
  deps: Deps,
  actor: Actor,
  input: NewRematch,
): Promise<Rematch> {
  refuseForbiddenText({ origin: input.origin });
  if (input.validFrom < deps.clock.today()) throw refusalOf('signal.parameter_in_past');
  const id = await writeAsActor(deps.database, actor, async (sql) => {
    await refuseTakenDay(sql, input);
    const by = { requestedBy: actor.accountId, requestedAt: deps.clock.now() };
    const rematchId = await insertRematch(sql, { ...input, ...by });
    await appendAudit(sql, deps.clock, {
      action: 'signal.rematch_request',
      subjectKind: 'rematch',
      subjectId: rematchId,
      detail: { key: input.key, validFrom: input.validFrom },
    });
    return rematchId;
  });
  await order(deps, PREVIEW_JOB, id);
  return readRematch(deps, actor, id);
}

export async function readRematch(deps: Deps, actor: Actor, id: number): Promise<Rematch> {
  const rematch = await asActor(deps.database, actor, (sql) => findShownRematch(sql, id));
  if (rematch === null) throw new AppError('signal.rematch_not_found');
  return rematch;
}

/** Cancels a change that has not been applied; a running job stops at its next step. */
export async function cancelRematch(deps: Deps, actor: Actor, id: number): Promise<Rematch> {
  await writeAsActor(deps.database, actor, async (sql) => {
    if ((await findRematch(sql, id)) === null) throw new AppError('signal.rematch_not_found');
    const to = { state: 'cancelled', endedAt: deps.clock.now() } as const;
    const open = ['waiting', 'running', 'ready'] as const;
    if (!(await moveRematch(sql, id, { from: open, ...to }))) {
      throw new AppError('signal.rematch_not_ready');
    }
    await appendAudit(sql, deps.clock, {
      action: 'signal.rematch_cancel',
      subjectKind: 'rematch',
      subjectId: id,
    });
  });
  return readRematch(deps, actor, id);
}

/** Applies a previewed change from its day on, by two persons; a job matches the signals again. */
export async function applyRematch(
  deps: Deps,
  actor: Actor,
  id: number,
  consent?: Consent,
): Promise<Rematch> {
  const today = deps.clock.today();
  await writeForTwo(deps.database, actor, consent, async (sql) => {
    const rematch = await findRematch(sql, id);
    if (rematch === null) throw new AppError('signal.rematch_not_found');
    const { key, value, origin } = rematch;
    // Previewed yesterday and applied today: a change never reaches back.
    const validFrom = rematch.validFrom < today ? today : rematch.validFrom;
    const later = validFrom > today;
    const moved = await moveRematch(sql, id, {
      from: ['ready'],
      state: later ? 'applied' : 'applying',
      appliedBy: actor.accountId,
      total: later ? 0 : await countUndecided(sql),
      ...(later ? { endedAt: deps.clock.now() } : {}),
    });
    if (!moved) throw new AppError('signal.rematch_not_ready');
    await refuseTakenDay(sql, { key, validFrom });
    requireSecond(consent);
    const by = { setBy: actor.accountId, setAt: deps.clock.now() };
    const parsed: unknown = PARAMETER_VALUE[key].parse(value);
    await insertParameter(sql, { key, value: parsed, origin, validFrom, ...by });
    await appendAudit(sql, deps.clock, {
      action: 'setting.set',
      subjectKind: 'setting',
      subjectId: key,
      detail: { validFrom, rematchId: id },
    });
  });
  await order(deps, APPLY_JOB, id);
  return readRematch(deps, actor, id);
}

async function order(deps: Deps, kind: string, rematchId: number): Promise<void> {
  const now = deps.clock.now();
  const job = { kind, runKey: `${kind} ${rematchId}`, dueAt: now, now, payload: { rematchId } };
  await asSystem(deps.database, (sql) => enqueueJob(sql, job));
}

async function refuseTakenDay(
  sql: TransactionSql,
  { key, validFrom }: Pick<NewRematch, 'key' | 'validFrom'>,
): Promise<void> {
  const taken = await listParameters(sql, [key]);
  if (taken.some((row) => row.validFrom === validFrom)) {
    throw refusalOf('signal.parameter_day_taken');
  }
}

function refusalOf(code: 'signal.parameter_in_past' | 'signal.parameter_day_taken'): AppError {
  return new AppError(code, { errors: [{ pointer: '/validFrom', code }] });
}
