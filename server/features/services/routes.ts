import { createRoute } from '@hono/zod-openapi';

import {
  AddSupportServiceBody,
  ChangeSupportServiceBody,
  SupportService,
  SupportServiceList,
  SupportServiceQuery,
  WithdrawSupportServiceBody,
} from '#server/contract/support-service.ts';
import { takesKey } from '#server/http/idempotency.ts';
import { jsonBody, jsonResponse, problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';
import { RowParameter } from '#server/http/row-parameter.ts';

import { addService, changeService, readDirectory, withdrawService } from './commands.ts';

const tags = ['support services'];
const entry = jsonResponse(SupportService, 'The entry');

const read = createRoute({
  method: 'get',
  path: '/services',
  tags,
  summary: 'The public directory of support services, for everybody, without a session',
  security: [],
  request: { query: SupportServiceQuery },
  responses: {
    200: jsonResponse(SupportServiceList, 'The directory'),
    ...problemResponses('request.invalid'),
  },
});

const add = createRoute({
  method: 'post',
  path: '/services/entries',
  tags,
  summary: 'Put a service into the directory',
  middleware: [secured('services:manage'), takesKey] as const,
  request: { body: jsonBody(AddSupportServiceBody) },
  responses: {
    200: entry,
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'service.shelter_address',
      'service.confirmed_in_future',
      'text.personal_data',
      'text.secret_marking',
    ),
  },
});

const change = createRoute({
  method: 'post',
  path: '/services/entries/{id}/change',
  tags,
  summary: 'Write an entry anew over the version that was seen',
  middleware: [secured('services:manage'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(ChangeSupportServiceBody) },
  responses: {
    200: entry,
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'service.not_found',
      'service.changed_meanwhile',
      'service.shelter_address',
      'service.confirmed_in_future',
      'text.personal_data',
      'text.secret_marking',
    ),
  },
});

const withdraw = createRoute({
  method: 'post',
  path: '/services/entries/{id}/withdraw',
  tags,
  summary: 'Take an entry out of the directory',
  middleware: [secured('services:manage'), takesKey] as const,
  request: { params: RowParameter, body: jsonBody(WithdrawSupportServiceBody) },
  responses: {
    200: jsonResponse(SupportServiceList, 'The directory without it'),
    ...problemResponses(
      'request.invalid',
      'session.missing',
      'permission.denied',
      'service.not_found',
      'service.changed_meanwhile',
      'text.personal_data',
      'text.secret_marking',
    ),
  },
});

export const serviceRoutes = newRouter()
  .openapi(read, async (c) => c.json(await readDirectory(c.var.deps, c.req.valid('query')), 200))
  .openapi(add, async (c) =>
    c.json(await addService(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await changeService(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  })
  .openapi(withdraw, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await withdrawService(c.var.deps, c.var.actor, id, c.req.valid('json')), 200);
  });
