import { pageOf } from '#server/contract/page.ts';
import { IsoDate } from '#server/contract/time.ts';
import {
  ReceiveTipBody,
  TipCounts,
  TipCountsQuery,
  TipDetail,
  TipQuery,
  TipReceipt,
  TipSummary,
  type TipStage,
  EndTransferBody,
  RefusedTransfer,
  TransferTipBody,
} from '#server/contract/tip.ts';
import { TipStatistics } from '#server/contract/tip-statistics.ts';
import { linkPages } from '#server/http/page-links.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import * as z from 'zod';

import { daysBetween } from '#server/contract/civil-day.ts';
import { tallyOnTime } from '#server/contract/deadline.ts';
import type { Actor } from '#server/contract/permission.ts';
import { TIP_KINDS } from '#server/contract/tip-kind.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { kaplanMeier, medianSurvival, watchWithoutGap } from '#server/methods/kaplan-meier.ts';

import { receiveTip } from './commands.ts';
import { readClockData } from './read-clocks.ts';
import { tipStepRoutes, stepProblems } from './step-routes.ts';
import { readTip, readTipCounts, readTips } from './read-tip.ts';
import { listTipStates, type TipStateRow } from './statistics-queries.ts';
import {
  askTransfer,
  refuseTransfer,
  takeTransfer,
  withdrawTransfer,
} from './transfer-commands.ts';

const ask = route('post', '/tips/{id}/transfer', {
  tags: ['tips'],
  summary:
    'Ask another commune to take a tip, which stays where it is until then; its clock goes on',
  right: 'tips:work',
  params: RowParameter,
  body: TransferTipBody,
  responses: { 200: jsonResponse(TipDetail, 'The tip with what was asked') },
  problems: [...stepProblems, 'tip.same_commune', 'tip.transfer_waits', 'commune.not_found'],
});

const ended = [
  'tip.transfer_not_found',
  'tip.transfer_not_yours',
  'tip.transfer_withdrawn',
  'tip.transfer_answered',
  'tip.transfer_ended',
] as const;
const common = { tags: ['tips'], right: 'tips:work' as const, params: RowParameter };

const take = route('post', '/tip-transfers/{id}/take', {
  ...common,
  summary: 'Take a tip of which the own commune was asked',
  responses: { 200: jsonResponse(TipDetail, 'The tip, which is the own commune’s now') },
  problems: [...ended, 'tip.transfer_own', 'commune.not_found'],
});

const refuse = route('post', '/tip-transfers/{id}/refuse', {
  ...common,
  summary: 'Refuse a tip of which the own commune was asked, with the grounds',
  body: EndTransferBody,
  responses: { 200: jsonResponse(RefusedTransfer, 'The tip, which is out of sight now') },
  problems: [...ended, 'tip.transfer_own', 'text.personal_data', 'text.secret_marking'],
});

const withdraw = route('post', '/tip-transfers/{id}/withdraw', {
  ...common,
  summary: 'Take back what the own side asked of another commune',
  body: EndTransferBody,
  responses: { 200: jsonResponse(TipDetail, 'The tip, which stays where it is') },
  problems: [...ended, 'text.personal_data', 'text.secret_marking'],
});

const tipTransferRoutes = newRouter()
  .openapi(ask, async (c) => {
    const { id } = c.req.valid('param');
    await askTransfer(c.var.deps, c.var.actor, id, c.req.valid('json'));
    return c.json(await readTip(c.var.deps, c.var.actor, id), 200);
  })
  .openapi(take, async (c) => {
    const { id } = c.req.valid('param');
    const tipId = await takeTransfer(c.var.deps, c.var.actor, id);
    return c.json(await readTip(c.var.deps, c.var.actor, tipId), 200);
  })
  .openapi(refuse, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await refuseTransfer(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(withdraw, async (c) => {
    const { id } = c.req.valid('param');
    const tipId = await withdrawTransfer(c.var.deps, c.var.actor, id, c.req.valid('json'));
    return c.json(await readTip(c.var.deps, c.var.actor, tipId), 200);
  });

const STAGE_DAY: Record<
  Exclude<TipStage, 'received'>,
  'verifiedOn' | 'classifiedOn' | 'handledOn'
> = {
  verified: 'verifiedOn',
  classified: 'classifiedOn',
  handled: 'handledOn',
};

/** Reads the statistics of the tips received in a period, as of today and within reach. Both days are included. */
async function readTipStatistics(
  deps: Deps,
  actor: Actor,
  period: { from: IsoDate; to: IsoDate },
): Promise<TipStatistics> {
  const today = deps.clock.today();
  return asActor(deps.database, actor, async (sql) => {
    const { dueSoonDays } = await readClockData(sql, today);
    const rows = await listTipStates(sql, period, today, dueSoonDays);
    const communes = new Map<string, TipStateRow[]>();
    for (const row of rows) {
      communes.set(row.communeCode, [...(communes.get(row.communeCode) ?? []), row]);
    }
    return {
      ...period,
      asOf: today,
      all: tallyOnTime(rows),
      forwarded: rows.filter(({ forwarded }) => forwarded).length,
      byKind: TIP_KINDS.map((kind) => ({
        kind,
        tally: tallyOnTime(rows.filter((row) => row.kind === kind)),
      })),
      byCommune: [...communes].map(([code, own]) => ({
        code,
        name: own[0]?.communeName ?? '',
        tally: tallyOnTime(own),
      })),
      stages: (['verified', 'classified', 'handled'] as const).map((stage) =>
        stageTime(rows, stage, today),
      ),
    };
  });
}

/** Days from receipt; what has not come to the stage is watched until today, or until it was passed on. */
function stageTime(
  rows: readonly TipStateRow[],
  stage: keyof typeof STAGE_DAY,
  today: IsoDate,
): TipStatistics['stages'][number] {
  const spells = rows.map((row) => {
    // Passing on ends what happens here, and is no handling.
    const reachedOn = stage === 'handled' && row.forwarded ? null : row[STAGE_DAY[stage]];
    return {
      exit: daysBetween(row.receivedOn, reachedOn ?? row.handledOn ?? today),
      event: reachedOn !== null,
      // On the day itself a tip is at risk too: the clock of the estimate starts a day before.
      entry: -1,
    };
  });
  return {
    stage,
    tips: rows.length,
    reached: spells.filter(({ event }) => event).length,
    medianDays: medianSurvival(kaplanMeier(spells), watchWithoutGap(spells).until),
  };
}

const list = route('get', '/tips', {
  tags: ['tips'],
  summary: 'Tips within reach: open ones by their due day, then the closed',
  right: 'tips:read',
  list: 'tips',
  query: TipQuery,
  responses: { 200: jsonResponse(pageOf(TipSummary), 'A page of tips') },
});

const counts = route('get', '/tips/counts', {
  tags: ['tips'],
  summary:
    'How many open tips within reach stand at which stage, and how they stand to their clocks',
  right: 'tips:read',
  query: TipCountsQuery,
  responses: { 200: jsonResponse(TipCounts, 'Counts by stage and clock') },
});

const statistics = route('get', '/tips/statistics', {
  tags: ['tips'],
  summary: 'How the tips received in a period stand, by kind and commune',
  right: 'tips:read',
  query: z.object({ from: IsoDate, to: IsoDate }),
  responses: { 200: jsonResponse(TipStatistics, 'Counts, rates and stage times') },
});

const receive = route('post', '/tips', {
  tags: ['tips'],
  summary: 'Take in a tip, for whichever commune it lies in',
  right: 'tips:enter',
  body: ReceiveTipBody,
  responses: { 201: jsonResponse(TipReceipt, 'Its code and due day') },
  problems: [
    'commune.not_found',
    'point.outside_city',
    'point.category_unknown',
    'lifecycle.future_date',
    'tip.happened_after_receipt',
    'tip.earlier_for_another',
    'text.personal_data',
    'text.secret_marking',
  ],
});

const read = route('get', '/tips/{id}', {
  tags: ['tips'],
  summary: 'A tip, its clock, its events, and which steps may be taken',
  right: 'tips:read',
  params: RowParameter,
  responses: { 200: jsonResponse(TipDetail, 'The tip') },
  problems: ['tip.not_found'],
});

export const tipRoutes = newRouter()
  .openapi(list, async (c) => {
    const page = await readTips(c.var.deps, c.var.actor, c.req.valid('query'));
    linkPages(c, page.next);
    return c.json(page, 200);
  })
  .openapi(counts, async (c) =>
    c.json(await readTipCounts(c.var.deps, c.var.actor, c.req.valid('query').commune ?? null), 200),
  )
  .openapi(statistics, async (c) =>
    c.json(await readTipStatistics(c.var.deps, c.var.actor, c.req.valid('query')), 200),
  )
  .openapi(receive, async (c) =>
    c.json(await receiveTip(c.var.deps, c.var.actor, c.req.valid('json')), 201),
  )
  .openapi(read, async (c) =>
    c.json(await readTip(c.var.deps, c.var.actor, c.req.valid('param').id), 200),
  )
  .route('/', tipStepRoutes)
  .route('/', tipTransferRoutes);
