import * as z from 'zod';

import {
  Open311File,
  Open311Query,
  Open311Request,
  Open311Service,
} from '#server/contract/open311.ts';
import { AppError } from '#server/contract/problem.ts';
import { route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readOpen311Request, readOpen311Requests } from './read-requests.ts';
import { services, toXml } from './rules.ts';

const Xml = z.string();

/** The same in JSON or in XML, by the ending of the address. */
function answer<Item extends z.ZodType>(item: Item, description: string) {
  return {
    description,
    content: {
      'application/json': { schema: z.array(item) },
      'application/xml': { schema: Xml },
    },
  };
}

const top = route('get', '/open311/v2/{file}', {
  tags: ['open311'],
  summary: 'GeoReport v2: `services.json`, `requests.json`, or the same with `.xml`',
  description:
    'What may leave of tips: the place is the middle of its commune, days are the first of their months, ' +
    'there are no words, and fewer than three that are alike in all of this are left out.',
  right: 'tips:read',
  params: Open311File,
  query: Open311Query,
  responses: { 200: answer(z.union([Open311Service, Open311Request]), 'Services or requests') },
  problems: ['request.not_found'],
});

const one = route('get', '/open311/v2/requests/{file}', {
  tags: ['open311'],
  summary: 'GeoReport v2: one request, `TT-000123.json` or `.xml`',
  right: 'tips:read',
  params: Open311File,
  responses: { 200: answer(Open311Request, 'The request, alone in a list') },
  problems: ['tip.not_found'],
});

const XML_HEADERS = { 'content-type': 'application/xml; charset=utf-8' };

export const open311Routes = newRouter()
  .openapi(top, async (c) => {
    const { file } = c.req.valid('param');
    const [name, ending] = file.split('.');
    if (name === 'services') {
      const all = services();
      if (ending === 'json') return c.json(all, 200);
      return c.body(toXml('services', 'service', all), 200, XML_HEADERS);
    }
    if (name !== 'requests') throw new AppError('request.not_found');
    const requests = await readOpen311Requests(c.var.deps, c.var.actor, c.req.valid('query'));
    if (ending === 'json') return c.json(requests, 200);
    return c.body(toXml('service_requests', 'request', requests), 200, XML_HEADERS);
  })
  .openapi(one, async (c) => {
    const [code = '', ending] = c.req.valid('param').file.split('.');
    const request = await readOpen311Request(c.var.deps, c.var.actor, code);
    if (ending === 'json') return c.json([request], 200);
    return c.body(toXml('service_requests', 'request', [request]), 200, XML_HEADERS);
  });
