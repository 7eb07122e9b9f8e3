import {
  AddSupportServiceBody,
  ChangeSupportServiceBody,
  SupportService,
  SupportServiceList,
  SupportServiceQuery,
  WithdrawSupportServiceBody,
} from '#server/contract/support-service.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { addService, changeService, readDirectory, withdrawService } from './commands.ts';

const tags = ['support services'];
const entry = jsonResponse(SupportService, 'The entry');

const read = route('get', '/services', {
  tags,
  summary: 'The public directory of support services, for everybody, without a session',
  right: 'public',
  query: SupportServiceQuery,
  responses: { 200: jsonResponse(SupportServiceList, 'The directory') },
});

const add = route('post', '/services/entries', {
  tags,
  summary: 'Put a service into the directory',
  right: 'services:manage',
  body: AddSupportServiceBody,
  responses: { 200: entry },
  problems: [
    'service.shelter_address',
    'service.confirmed_in_future',
    'text.personal_data',
    'text.secret_marking',
  ],
});

const change = route('post', '/services/entries/{id}/change', {
  tags,
  summary: 'Write an entry anew over the version that was seen',
  right: 'services:manage',
  params: RowParameter,
  body: ChangeSupportServiceBody,
  responses: { 200: entry },
  problems: [
    'service.not_found',
    'service.changed_meanwhile',
    'service.shelter_address',
    'service.confirmed_in_future',
    'text.personal_data',
    'text.secret_marking',
  ],
});

const withdraw = route('post', '/services/entries/{id}/withdraw', {
  tags,
  summary: 'Take an entry out of the directory',
  right: 'services:manage',
  params: RowParameter,
  body: WithdrawSupportServiceBody,
  responses: { 200: jsonResponse(SupportServiceList, 'The directory without it') },
  problems: [
    'service.not_found',
    'service.changed_meanwhile',
    'text.personal_data',
    'text.secret_marking',
  ],
});

const serviceRoutes = newRouter()
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

export const services = {
  subjects: {
    'support services': 'Services for people who seek help',
  },
  operations: [serviceRoutes],
} as const satisfies Feature;
