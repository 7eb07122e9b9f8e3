import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { ReceiveTipBody, TipOutcome, TipReceipt, TipStep } from '#server/contract/tip.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { appendAudit } from '#server/features/audit/queries.ts';
import { refuseForbiddenText } from '#server/features/life-cycle/screened-text.ts';

import { readClockData } from './clock-data.ts';
import { clockOf } from './deadline.ts';
import { insertTipEvent, listTipEvents } from './event-queries.ts';
import {
  CHANNEL_NUMBER_CONSTRAINT,
  communeExists,
  drawTipNumber,
  findCommuneAt,
  findKnownTip,
  findTip,
  insertTip,
  setFirstDueDay,
  type TipChange,
  updateTip,
} from './queries.ts';
import { whyNotStep } from './rules.ts';
import { clockFactsOf, tipStateOf } from './tip-detail.ts';

/**
 * Takes in a tip, for whichever commune it lies in, and starts its clock. The same channel's number again
 * is answered with what was written the first time.
 */
export async function receiveTip(
  deps: Deps,
  actor: Actor,
  input: ReceiveTipBody,
): Promise<TipReceipt> {
  if (!can(actor.role, 'tips:work')) throw new AppError('permission.denied');
  const today = deps.clock.today();
  if (input.receivedOn > today) throw new AppError('lifecycle.future_date');
  if (input.occurredOn !== null && input.occurredOn > input.receivedOn) {
    throw new AppError('tip.happened_after_receipt', {
      errors: [{ pointer: '/occurredOn', code: 'tip.happened_after_receipt' }],
    });
  }
  refuseForbiddenText({
    placeName: input.placeName,
    documentNumberOfPolice: input.policeNumber,
    documentNumberOfChannel: input.channelNumber,
  });
  try {
    return await write(deps, actor, input, today);
  } catch (error) {
    if (!isKnownNumber(error)) throw error;
    // Two at once: the other one's transaction has ended, or this one would have waited for it.
    const known = await asActor(deps.database, actor, (sql) => findKnown(sql, input));
    if (known === null) throw error;
    return known;
  }
}

function isKnownNumber(error: unknown): boolean {
  return (
    error instanceof Error &&
    'constraint_name' in error &&
    error.constraint_name === CHANNEL_NUMBER_CONSTRAINT
  );
}

async function findKnown(
  sql: TransactionSql,
  { channel, channelNumber }: ReceiveTipBody,
): Promise<TipReceipt | null> {
  const known = channelNumber === null ? null : await findKnownTip(sql, channel, channelNumber);
  return known === null ? null : { ...known, known: true };
}

async function write(
  deps: Deps,
  actor: Actor,
  input: ReceiveTipBody,
  today: IsoDate,
): Promise<TipReceipt> {
  return asActor(deps.database, actor, async (sql) => {
    const known = await findKnown(sql, input);
    if (known !== null) return known;
    const communeId = await communeOf(sql, input, today);
    const number = await drawTipNumber(sql);
    const recordedAt = deps.clock.now();
    const by = { receivedBy: actor.accountId, recordedAt };
    await insertTip(sql, { ...number, ...input, communeId, ...by });
    const { rules, calendar } = await readClockData(sql, today);
    const facts = { kind: input.kind, receivedOn: input.receivedOn, acceptedOn: null };
    const clock = clockOf({ ...facts, events: [], handledOn: null }, rules, calendar);
    await insertTipEvent(sql, {
      tipId: number.id,
      seq: 1,
      kind: 'received',
      effectiveOn: input.receivedOn,
      recordedAt,
      actorId: actor.accountId,
      actorRole: actor.role,
      documentNumber: null,
      note: null,
      detail: { channel: input.channel },
    });
    const dueOn = clock?.dueOn ?? null;
    await setFirstDueDay(sql, number.id, clock?.startedOn ?? null, dueOn);
    await appendAudit(sql, deps.clock, {
      action: 'tip.receive',
      subjectKind: 'tip',
      subjectId: number.id,
      detail: { kind: input.kind, channel: input.channel, communeId },
    });
    return { ...number, communeId, dueOn, known: false };
  });
}

async function communeOf(
  sql: TransactionSql,
  { position, communeId }: ReceiveTipBody,
  today: IsoDate,
): Promise<number> {
  if (position !== null) {
    const found = await findCommuneAt(sql, position);
    if (found === null) throw new AppError('point.outside_city');
    return found;
  }
  if (communeId === null || !(await communeExists(sql, communeId, today))) {
    throw new AppError('commune.not_found', {
      errors: [{ pointer: '/communeId', code: 'commune.not_found' }],
    });
  }
  return communeId;
}

export type StepInput = {
  version: number;
  effectiveOn: IsoDate;
  documentNumber: string | null;
  note: string | null;
  kind?: ReceiveTipBody['kind'];
  category?: string | null;
  outcome?: TipOutcome;
};

/** Takes one step with a tip: appends its event, and derives stage and due day anew from all of them. */
export async function takeStep(
  deps: Deps,
  actor: Actor,
  tipId: number,
  step: TipStep,
  input: StepInput,
): Promise<void> {
  if (!can(actor.role, 'tips:work')) throw new AppError('permission.denied');
  refuseForbiddenText({ documentNumber: input.documentNumber, note: input.note });
  const today = deps.clock.today();
  await asActor(deps.database, actor, async (sql) => {
    const tip = await findTip(sql, tipId, true);
    if (tip === null) throw new AppError('tip.not_found');
    if (tip.version !== input.version) throw new AppError('tip.changed_meanwhile');
    const data = await readClockData(sql, today);
    const events = await listTipEvents(sql, tipId);
    const clock = clockOf(clockFactsOf(tip, events), data.rules, data.calendar);
    const refusal = whyNotStep(tipStateOf(tip, events), step, clock, input.effectiveOn, today);
    if (refusal !== null) throw new AppError(refusal);
    const after = applied(tip, step, input);
    const event = { kind: step, effectiveOn: input.effectiveOn };
    const facts = clockFactsOf({ ...tip, ...after }, [...events, event]);
    const next = clockOf(facts, data.rules, data.calendar);
    const saved = await updateTip(sql, tipId, input.version, {
      ...after,
      clockStartedOn: next?.startedOn ?? null,
      dueOn: next?.dueOn ?? null,
      extensionsUsed: next?.extensionsUsed ?? 0,
    });
    if (!saved) throw new AppError('tip.changed_meanwhile');
    await insertTipEvent(sql, {
      tipId,
      seq: events.length + 1,
      kind: step,
      effectiveOn: input.effectiveOn,
      recordedAt: deps.clock.now(),
      actorId: actor.accountId,
      actorRole: actor.role,
      documentNumber: input.documentNumber,
      note: input.note,
      detail: {
        ...(input.kind === undefined ? {} : { kind: input.kind }),
        ...(input.outcome === undefined ? {} : { outcome: input.outcome }),
      },
    });
    await appendAudit(sql, deps.clock, {
      action: `tip.${step}`,
      subjectKind: 'tip',
      subjectId: tipId,
      detail: { effectiveOn: input.effectiveOn, documentNumber: input.documentNumber },
    });
  });
}

type Steered = Omit<TipChange, 'clockStartedOn' | 'dueOn' | 'extensionsUsed'>;

function applied(tip: Steered, step: TipStep, input: StepInput): Steered {
  const on = input.effectiveOn;
  return {
    kind: input.kind ?? tip.kind,
    category: input.category ?? tip.category,
    acceptedOn: step === 'accepted' ? on : tip.acceptedOn,
    verifiedOn: step === 'verified' ? on : tip.verifiedOn,
    classifiedOn: step === 'classified' ? on : tip.classifiedOn,
    handledOn: step === 'handled' ? on : tip.handledOn,
    outcome: step === 'handled' ? (input.outcome ?? null) : tip.outcome,
    suspended: step === 'suspended' || (step !== 'resumed' && tip.suspended),
  };
}
