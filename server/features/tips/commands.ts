import { clockOf } from '#server/contract/deadline.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { judgementOf } from '#server/contract/tip-judgement.ts';
import type { ReceiveTipBody, ReviewTipPaper, TipReceipt } from '#server/contract/tip.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { type ActorContext, asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { isCommuneInForce } from '#server/features/communes/queries.ts';
import { insertPaperReview } from '#server/features/late-entries/queries.ts';
import { whyNotReview } from '#server/features/late-entries/rules.ts';
import { matchTip } from '#server/features/signals/match-commands.ts';

import { findTip } from './queries.ts';
import { readClockData } from './read-clocks.ts';
import { communeReachMetres, findCommuneAt } from './place-queries.ts';
import { derivedFrom } from './read-tip.ts';
import { datesBackForAnother } from './rules.ts';
import {
  CHANNEL_NUMBER_CONSTRAINT,
  drawTipNumber,
  findKnownTip,
  insertTip,
  insertTipEvent,
  listTipEvents,
  updateTip,
} from './write-queries.ts';

/** Receiver of a tip: a person, or a hotline or portal (`sourceId`) that hands it in by itself. */
export type TipTaker = ActorContext & { sourceId: number | null };

/**
 * Takes in a tip, for whichever commune it lies in, and starts its clock. The same channel's number again
 * is answered with what was written the first time.
 */
export async function receiveTip(
  deps: Deps,
  actor: Actor,
  input: ReceiveTipBody,
): Promise<TipReceipt> {
  if (!can(actor.role, 'tips:enter')) throw new AppError('permission.denied');
  return takeInTip(deps, { ...actor, sourceId: null }, input);
}

/** Receives a tip like {@link receiveTip}, without checking the right again. */
export async function takeInTip(
  deps: Deps,
  taker: TipTaker,
  input: ReceiveTipBody,
): Promise<TipReceipt> {
  const today = deps.clock.today();
  if (input.receivedOn > today) {
    throw new AppError('lifecycle.future_date', {
      errors: [{ pointer: '/receivedOn', code: 'lifecycle.future_date' }],
    });
  }
  if (input.occurredOn !== null && input.occurredOn > input.receivedOn) {
    throw new AppError('tip.happened_after_receipt', {
      errors: [{ pointer: '/occurredOn', code: 'tip.happened_after_receipt' }],
    });
  }
  const { placeName, policeNumber, channelNumber } = input;
  refuseForbiddenText({ placeName, policeNumber, channelNumber });
  try {
    const receipt = await writeAsActor(deps.database, taker, (sql) =>
      writeTip(sql, deps, taker, input, today),
    );
    await matchTip(deps, receipt.id);
    return receipt;
  } catch (error) {
    if (!isKnownNumber(error)) throw error;
    // Two at once: the other one's transaction has ended, or this one would have waited for it.
    const known = await asActor(deps.database, taker, (sql) => findKnown(sql, input));
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

/** Writes a tip like {@link takeInTip}, inside a transaction, for an input whose texts and days have been checked. */
export async function writeTip(
  sql: TransactionSql,
  deps: Deps,
  taker: TipTaker,
  input: ReceiveTipBody,
  today: IsoDate,
): Promise<TipReceipt> {
  const known = await findKnown(sql, input);
  if (known !== null) return known;
  const place = await placeOf(sql, input, today);
  if (datesBackForAnother(taker, place.communeId, input.receivedOn, today)) {
    throw new AppError('tip.earlier_for_another', {
      errors: [{ pointer: '/receivedOn', code: 'tip.earlier_for_another' }],
    });
  }
  const number = await drawTipNumber(sql);
  const recordedAt = deps.clock.now();
  const { rules, calendar } = await readClockData(sql, today);
  const { kind, receivedOn } = input;
  const facts = { kind, receivedOn, acceptedOn: null, events: [], handledOn: null };
  const clock = clockOf(facts, rules, calendar);
  const dueOn = clock?.dueOn ?? null;
  await insertTip(sql, {
    ...number,
    ...input,
    ...place,
    sourceId: taker.sourceId,
    receivedBy: taker.accountId,
    recordedAt,
    clockStartedOn: clock?.startedOn ?? null,
    dueOn,
  });
  insertTipEvent(sql, {
    tipId: number.id,
    seq: 1,
    kind: 'received',
    effectiveOn: receivedOn,
    recordedAt,
    actorId: taker.accountId,
    actorRole: taker.role,
    documentNumber: null,
    note: null,
    // The kind may be another one later; a question asks which it had been.
    detail: { channel: input.channel, kind },
  });
  await appendAudit(sql, deps.clock, {
    action: 'tip.receive',
    subjectKind: 'tip',
    subjectId: number.id,
    detail: { kind, channel: input.channel, communeId: place.communeId },
  });
  return { ...number, communeId: place.communeId, dueOn, known: false };
}

/** Its commune, and how far from the place named it may lie: where only the commune is known, anywhere in it. */
async function placeOf(
  sql: TransactionSql,
  { position, communeId, locationErrorMetres }: ReceiveTipBody,
  today: IsoDate,
): Promise<{ communeId: number; locationErrorMetres: number | null }> {
  if (position !== null) {
    const found = await findCommuneAt(sql, position);
    if (found !== null) return { communeId: found, locationErrorMetres };
    throw new AppError('point.outside_city', {
      errors: [{ pointer: '/position', code: 'point.outside_city' }],
    });
  }
  if (communeId === null || !(await isCommuneInForce(sql, communeId, today))) {
    throw new AppError('commune.not_found', {
      errors: [{ pointer: '/communeId', code: 'commune.not_found' }],
    });
  }
  return { communeId, locationErrorMetres: await communeReachMetres(sql, communeId) };
}

/**
 * Says what the paper of a step shows that was entered after its day. Seen, the step counts from the day that was
 * typed; refused, from that of its recording. Nobody says so of their own entry.
 */
export async function reviewTipPaper(
  deps: Deps,
  actor: Actor,
  tipId: number,
  { seq, ...review }: ReviewTipPaper,
): Promise<void> {
  refuseForbiddenText({ reason: review.reason });
  await writeAsActor(deps.database, actor, async (sql) => {
    const tip = await findTip(sql, tipId, true);
    if (tip === null) throw new AppError('tip.not_found');
    const step = (await listTipEvents(sql, tipId, actor)).find((event) => event.seq === seq);
    if (step === undefined) throw new AppError('late_entry.not_found');
    const refusal = whyNotReview(step.late, actor, step.actorId);
    if (refusal !== null) throw new AppError(refusal);
    const by = { reviewedBy: actor.accountId, reviewedAt: deps.clock.now() };
    await insertPaperReview(sql, 'tip_event_id', step.id, { ...review, ...by });
    const { rules, calendar } = await readClockData(sql, deps.clock.today());
    const judged = judgementOf(tip, await listTipEvents(sql, tipId, actor), rules, calendar);
    await updateTip(sql, tipId, tip.version, { ...tip, ...derivedFrom(judged) });
    await appendAudit(sql, deps.clock, {
      action: review.verdict === 'seen' ? 'tip.paper_seen' : 'tip.paper_refused',
      subjectKind: 'tip',
      subjectId: tipId,
      detail: { seq, kind: step.kind, effectiveOn: step.effectiveOn },
    });
  });
}
