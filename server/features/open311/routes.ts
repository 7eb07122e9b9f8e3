import * as z from 'zod';

import {
  Open311Definition,
  Open311Discovery,
  Open311DiscoveryFile,
  Open311File,
  Open311Query,
  Open311Request,
  Open311Service,
} from '#server/contract/open311.ts';
import { AppError } from '#server/contract/problem.ts';
import { TipKind } from '#server/contract/tip-kind.ts';
import { linkPages } from '#server/http/page-links.ts';
import { route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readOpen311Request, readOpen311Requests } from './read-requests.ts';
import { definitionXml, discovery, discoveryXml, services, toXml, XML_TYPE } from './rules.ts';

/** The same in JSON or in XML, by the ending of the address. */
function answer<Value extends z.ZodType>(value: Value, description: string) {
  return {
    description,
    content: { 'application/json': { schema: value }, 'text/xml': { schema: z.string() } },
  };
}

const find = route('get', '/open311/{file}', {
  tags: ['open311'],
  summary: 'Service discovery of Open311: `discovery.json` or `.xml`',
  right: 'public',
  params: Open311DiscoveryFile,
  responses: { 200: answer(Open311Discovery, 'Where GeoReport v2 is answered') },
});

const top = route('get', '/open311/v2/{file}', {
  tags: ['open311'],
  summary: 'GeoReport v2: `services.json`, `requests.json`, or the same with `.xml`',
  description:
    'What may leave of tips: the place is the middle of its commune, days are the first of their months, ' +
    'there are no words, and fewer than three that are alike in all of this are left out. Refusals are lists of ' +
    '`code` and `description` in the format that is asked for.',
  right: 'tips:read',
  params: Open311File,
  query: Open311Query,
  responses: {
    200: answer(z.array(z.union([Open311Service, Open311Request])), 'Services or requests'),
  },
  problems: ['request.not_found'],
});

const define = route('get', '/open311/v2/services/{file}', {
  tags: ['open311'],
  summary: 'GeoReport v2: the definition of a service, `feedback.json` or `.xml`',
  right: 'tips:read',
  params: Open311File,
  responses: { 200: answer(Open311Definition, 'The definition, without attributes') },
  problems: ['request.not_found'],
});

const one = route('get', '/open311/v2/requests/{file}', {
  tags: ['open311'],
  summary: 'GeoReport v2: one request, `TT-000123.json` or `.xml`',
  right: 'tips:read',
  params: Open311File,
  responses: { 200: answer(z.array(Open311Request), 'The request, alone in a list') },
  problems: ['tip.not_found'],
});

const XML_HEADERS = { 'content-type': XML_TYPE };

export const open311Routes = newRouter()
  .openapi(find, (c) => {
    const { publicUrl } = c.var.deps.config;
    const found = discovery((publicUrl ?? new URL(c.req.url).origin).replace(/\/$/, ''));
    const { file } = c.req.valid('param');
    if (file.endsWith('.json')) return c.json(found, 200);
    return c.body(discoveryXml(found), 200, XML_HEADERS);
  })
  .openapi(top, async (c) => {
    const { file } = c.req.valid('param');
    const [name, ending] = file.split('.');
    if (name === 'services') {
      const all = services();
      if (ending === 'json') return c.json(all, 200);
      return c.body(toXml('services', 'service', all), 200, XML_HEADERS);
    }
    if (name !== 'requests') throw new AppError('request.not_found');
    const query = c.req.valid('query');
    const requests = await readOpen311Requests(c.var.deps, c.var.actor, query);
    linkPages(c, requests.length < query.page_size ? null : query.page + 1, 'page');
    if (ending === 'json') return c.json(requests, 200);
    return c.body(toXml('service_requests', 'request', requests), 200, XML_HEADERS);
  })
  .openapi(define, (c) => {
    const [code, ending] = c.req.valid('param').file.split('.');
    const kind = TipKind.safeParse(code);
    if (!kind.success) throw new AppError('request.not_found');
    if (ending === 'json') return c.json({ service_code: kind.data, attributes: [] }, 200);
    return c.body(definitionXml(kind.data), 200, XML_HEADERS);
  })
  .openapi(one, async (c) => {
    const [code = '', ending] = c.req.valid('param').file.split('.');
    const request = await readOpen311Request(c.var.deps, c.var.actor, code);
    if (ending === 'json') return c.json([request], 200);
    return c.body(toXml('service_requests', 'request', [request]), 200, XML_HEADERS);
  });
