import {
  EndTransferBody,
  RefusedTransfer,
  TipDetail,
  TransferTipBody,
} from '#server/contract/tip.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readTip } from './read-tip.ts';
import { stepProblems } from './step-routes.ts';
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

export const tipTransferRoutes = newRouter()
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
