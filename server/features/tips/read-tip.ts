import { remainingDays } from '#server/contract/deadline.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';
import {
  TipChannel,
  type TipCounts,
  type TipDetail,
  type TipEventKind,
  type TipQuery,
  TipStep,
  type TipSummary,
  type TransferAnswers,
} from '#server/contract/tip.ts';
import { judgementOf, judgeTip, type TipJudgement } from '#server/contract/tip-judgement.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { listAttachments } from '#server/features/attachments/queries.ts';

import { whyNotAnswer, whyNotWithdraw } from './clock-rules.ts';
import { type ClockData, readClockData } from './read-clocks.ts';
import {
  countAskedTips,
  countTips,
  countTipStages,
  findAskedTip,
  findTip,
  listTips,
  type TipRow,
} from './queries.ts';
import { stageOf, type TipState, whyNotStep } from './rules.ts';
import { listTipEvents } from './write-queries.ts';

type Happened = { kind: TipEventKind; effectiveOn: IsoDate };

/** Columns of a tip that follow from its judgement. */
export function derivedFrom(judged: TipJudgement) {
  return {
    clockStartedOn: judged.counted?.startedOn ?? null,
    dueOn: judged.counted?.dueOn ?? null,
    statedDueOn: judged.stated?.dueOn ?? null,
    extensionsUsed: judged.stated?.extensionsUsed ?? 0,
    countedHandledOn: judged.countedHandledOn,
    statedHandledOn: judged.statedHandledOn,
  };
}

export function tipStateOf(tip: TipRow, events: readonly Happened[]): TipState {
  const lastEventOn = events.reduce(
    (latest, { effectiveOn }) => (effectiveOn > latest ? effectiveOn : latest),
    tip.receivedOn,
  );
  return { ...tip, lastEventOn, transferWaits: tip.transfer !== null };
}

/** A page of the tips within reach. */
export async function readTips(
  deps: Deps,
  actor: Actor,
  query: TipQuery,
): Promise<{ items: TipSummary[]; next: string | null; total: number }> {
  const today = deps.clock.today();
  return asActor(deps.database, actor, async (sql) => {
    const data = await readClockData(sql, today);
    const rows = await listTips(sql, query, today, data.dueSoonDays);
    const total = await countTips(sql, query, today, data.dueSoonDays);
    const end = Number(query.cursor ?? 0) + rows.length;
    return {
      items: rows.map((row) => summaryOf(row, data, today)),
      next: end < total && rows.length > 0 ? String(end) : null,
      total,
    };
  });
}

/** Counts the tips within reach by stage and by clock; of one commune by its code, or of all for null. */
export async function readTipCounts(
  deps: Deps,
  actor: Actor,
  commune: string | null,
): Promise<TipCounts> {
  const today = deps.clock.today();
  return asActor(deps.database, actor, async (sql) => {
    const { dueSoonDays } = await readClockData(sql, today);
    const rows = await countTipStages(sql, { today, dueSoonDays, commune });
    const closed = rows.filter(({ stage }) => stage === 'handled');
    return {
      items: rows.filter(({ stage }) => stage !== 'handled'),
      closed: closed.reduce((sum, { tips }) => sum + tips, 0),
      asked: await countAskedTips(sql),
    };
  });
}

/** One tip with its whole life, also for who is asked to take it; the read is logged. Throws `tip.not_found`. */
export async function readTip(deps: Deps, actor: Actor, tipId: number): Promise<TipDetail> {
  return asActor(deps.database, actor, (sql) => readTipIn(sql, deps, actor, tipId));
}

/** Reads a tip like {@link readTip}, within a transaction that is open already. */
export async function readTipIn(
  sql: TransactionSql,
  deps: Pick<Deps, 'clock'>,
  actor: Actor,
  tipId: number,
): Promise<TipDetail> {
  const today = deps.clock.today();
  // Sent together and done in this order: one wait instead of one for each.
  const [kept, asked, data, stored, attachments] = await Promise.all([
    findTip(sql, tipId),
    findAskedTip(sql, tipId),
    readClockData(sql, today),
    listTipEvents(sql, tipId, actor),
    listAttachments(sql, { tipId }, actor),
  ]);
  const tip = kept ?? asked;
  if (tip === null) throw new AppError('tip.not_found');
  const events = stored.map(({ id: _id, actorId: _actorId, ...event }) => event);
  const { stated: clock } = judgementOf(tip, events, data.rules, data.calendar);
  const state = tipStateOf(tip, events);
  const mayWork = can(actor.role, 'tips:work');
  const whyNot = (step: TipStep) => {
    if (!mayWork) return 'permission.denied' as const;
    if (kept === null) return 'tip.transfer_not_yours' as const;
    return whyNotStep(state, step, clock, today, today);
  };
  const steps = TipStep.options.map((step) => [step, whyNot(step)]);
  await appendAudit(sql, deps.clock, {
    action: 'tip.read',
    subjectKind: 'tip',
    subjectId: tipId,
  });
  return {
    ...summaryOf(tip, data, today),
    policeNumber: tip.policeNumber,
    channelNumber: tip.channelNumber,
    acceptedOn: tip.acceptedOn,
    verifiedOn: tip.verifiedOn,
    classifiedOn: tip.classifiedOn,
    extensionsUsed: tip.extensionsUsed,
    receivedBy: tip.receivedBy,
    rule: clock?.rule ?? null,
    events,
    attachments,
    steps: Object.fromEntries(steps),
    answers: answersOf(tip, actor),
  };
}

function transferOf({ transfer }: TipRow): TipSummary['transfer'] {
  if (transfer === null) return null;
  const { askedById: _askedById, ...shown } = transfer;
  return shown;
}

/** Answers that a reader may give to the question that waits, with why not. */
function answersOf({ transfer }: TipRow, actor: Actor): TransferAnswers | null {
  if (transfer === null) return null;
  const { from, to, askedById: askedBy, askedRole } = transfer;
  const sides = { fromCommuneId: from.id, toCommuneId: to.id };
  const asked = { ...sides, askedBy, askedRole, state: 'pending' as const };
  const answer = whyNotAnswer(asked, actor);
  return { take: answer, refuse: answer, withdraw: whyNotWithdraw(asked, actor) };
}

/** Summary of a tip for lists; the due days are the stored ones, derived with the last write. */
function summaryOf(row: TipRow, data: ClockData, today: IsoDate): TipSummary {
  const rule = data.rules.find(
    ({ kind, validFrom }) => kind === row.kind && validFrom <= (row.clockStartedOn ?? ''),
  );
  const { clockStartedOn: startedOn, extensionsUsed, statedHandledOn, countedHandledOn } = row;
  const clockBy = (dueOn: IsoDate | null) =>
    startedOn === null || rule === undefined ? null : { rule, startedOn, dueOn, extensionsUsed };
  const [clock, stated] = [clockBy(row.dueOn), clockBy(row.statedDueOn)];
  const judged = { counted: clock, stated, statedHandledOn, countedHandledOn };
  return {
    transfer: transferOf(row),
    id: row.id,
    code: row.code,
    kind: row.kind,
    channel: TipChannel.parse(row.channel),
    stage: stageOf(row),
    timeliness: judgeTip(judged, today, data.dueSoonDays),
    commune: {
      id: row.communeId,
      code: row.communeCode,
      name: row.communeName,
      type: row.communeType,
    },
    position: row.position,
    locationErrorMetres: row.locationErrorMetres,
    placeName: row.placeName,
    category: row.category,
    occurredOn: row.occurredOn,
    receivedOn: row.receivedOn,
    dueOn: clock?.dueOn ?? null,
    remainingDays:
      clock === null || row.handledOn !== null ? null : remainingDays(clock, today, data.calendar),
    countsWorkingDays: clock?.rule.limit.unit === 'working_day',
    handledOn: row.handledOn,
    outcome: row.outcome,
    forwardedTo: row.forwardedTo,
    lateDays: row.lateDays ?? 0,
    version: row.version,
  };
}
