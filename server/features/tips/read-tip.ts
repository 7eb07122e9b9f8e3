import {
  type ClockFacts,
  clockEvents,
  clockOf,
  remainingDays,
  timelinessOf,
} from '#server/contract/deadline.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';
import {
  TIP_EVENT_KINDS,
  TipChannel,
  type TipCounts,
  type TipDetail,
  type TipEventKind,
  type TipQuery,
  type TipStep,
  type TipSummary,
} from '#server/contract/tip.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { listAttachments } from '#server/features/attachments/queries.ts';

import { type ClockData, readClockData } from './read-clocks.ts';
import { listTipEvents } from './event-queries.ts';
import { countTips, countTipStages, findTip, listTips, type TipRow } from './queries.ts';
import { stageOf, type TipState, whyNotStep } from './rules.ts';

type Happened = { kind: TipEventKind; effectiveOn: IsoDate };

/** Facts of a stored tip from which its clock follows. */
export function clockFactsOf(
  tip: Pick<TipRow, 'kind' | 'receivedOn' | 'acceptedOn' | 'handledOn'>,
  events: readonly Happened[],
): ClockFacts {
  const forwarded = events.some(({ kind }) => kind === 'forwarded');
  return { ...tip, events: clockEvents(events), forwarded };
}

export function tipStateOf(tip: TipRow, events: readonly Happened[]): TipState {
  const lastEventOn = events.reduce(
    (latest, { effectiveOn }) => (effectiveOn > latest ? effectiveOn : latest),
    tip.receivedOn,
  );
  return { ...tip, lastEventOn };
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
    };
  });
}

/** One tip with its whole life; the read is logged. Throws `tip.not_found`. */
export async function readTip(deps: Deps, actor: Actor, tipId: number): Promise<TipDetail> {
  const today = deps.clock.today();
  return asActor(deps.database, actor, async (sql) => {
    const tip = await findTip(sql, tipId);
    if (tip === null) throw new AppError('tip.not_found');
    const data = await readClockData(sql, today);
    const events = await listTipEvents(sql, tipId);
    const clock = clockOf(clockFactsOf(tip, events), data.rules, data.calendar);
    const state = tipStateOf(tip, events);
    const mayWork = can(actor.role, 'tips:work');
    const whyNot = (step: TipStep) =>
      mayWork ? whyNotStep(state, step, clock, today, today) : ('permission.denied' as const);
    const steps = TIP_EVENT_KINDS.filter((kind) => kind !== 'received').map((step) => [
      step,
      whyNot(step),
    ]);
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
      attachments: await listAttachments(sql, { tipId }, actor),
      steps: Object.fromEntries(steps),
    };
  });
}

/** Summary of a tip for lists; the due day is the stored one, derived with the last write. */
function summaryOf(row: TipRow, data: ClockData, today: IsoDate): TipSummary {
  const rule = data.rules.find(
    ({ kind, validFrom }) => kind === row.kind && validFrom <= (row.clockStartedOn ?? ''),
  );
  const clock =
    row.clockStartedOn === null || rule === undefined
      ? null
      : {
          rule,
          startedOn: row.clockStartedOn,
          dueOn: row.suspended ? null : row.dueOn,
          extensionsUsed: row.extensionsUsed,
        };
  return {
    id: row.id,
    code: row.code,
    kind: row.kind,
    channel: TipChannel.parse(row.channel),
    stage: stageOf(row),
    timeliness: timelinessOf(row, clock, today, data.dueSoonDays),
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
    version: row.version,
  };
}
