import type { MiddlewareHandler } from 'hono';
import * as z from 'zod';

import {
  FEWEST_ALIKE,
  Open311Definition,
  Open311Discovery,
  Open311DiscoveryFile,
  Open311File,
  Open311Query,
  Open311Request,
  Open311Service,
} from '#server/contract/open311.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError, Problem } from '#server/contract/problem.ts';
import { addDays } from '#server/contract/time.ts';
import { TipKind } from '#server/contract/tip-kind.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { Feature } from '#server/feature.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { linkPages } from '#server/http/page-links.ts';
import { route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { listReleasedTips } from './queries.ts';
import {
  definitionXml,
  discovery,
  discoveryXml,
  requestOf,
  services,
  toXml,
  XML_TYPE,
} from './rules.ts';

/** GeoReport knows 400, 403 and 404: an unusable request, a missing or wrong key, something that is not there. */
const STATUSES: Readonly<Record<number, 400 | 403>> = { 401: 403, 422: 400 };

/**
 * Says refusals as GeoReport v2 does, in the format that the address asks for: a list of code and description. An address
 * that asks for neither XML nor JSON is answered with a problem like everywhere else.
 */
const georeportErrors: MiddlewareHandler<AppEnv> = async (context, next) => {
  await next();
  const [, ending] = /\.(json|xml)$/.exec(context.req.path) ?? [];
  if (ending === undefined || context.res.status < 400) return;
  const problem = Problem.safeParse(
    await context.res
      .clone()
      .json()
      .catch(() => null),
  );
  if (!problem.success) return;
  const status = STATUSES[problem.data.status] ?? problem.data.status;
  const errors = [{ code: status, description: problem.data.detail ?? problem.data.title }];
  const said = ending === 'json' ? JSON.stringify(errors) : toXml('errors', 'error', errors);
  const headers = new Headers(context.res.headers);
  headers.set('content-type', ending === 'json' ? 'application/json; charset=utf-8' : XML_TYPE);
  context.res = undefined;
  context.res = new Response(said, { status, headers });
};

/** GeoReport v2: without days, the last ninety. */
const USUAL_DAYS = 90;

const EVER = '1900-01-01';

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

const open311Routes = newRouter()
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

export const open311 = {
  subjects: {
    open311: 'GeoReport v2 (Open311)',
  },
  refusals: { '/open311/*': georeportErrors },
  operations: [open311Routes],
} as const satisfies Feature;

/** The tips that may leave, as GeoReport asks for them; that they left stands in the log. */
async function readOpen311Requests(
  deps: Deps,
  actor: Actor,
  query: Open311Query,
): Promise<Open311Request[]> {
  const today = deps.clock.today();
  const named = query.service_request_id !== undefined;
  const from = query.start_date ?? (named ? EVER : addDays(query.end_date ?? today, -USUAL_DAYS));
  return asActor(deps.database, actor, async (sql) => {
    const tips = await listReleasedTips(sql, {
      codes: query.service_request_id ?? null,
      kinds: query.service_code ?? null,
      statuses: query.status ?? null,
      // Days that leave are months: a month belongs to the period when its first day does.
      from: `${from.slice(0, 8)}01`,
      to: query.end_date ?? today,
      fewest: FEWEST_ALIKE,
      most: query.page_size,
      after: (query.page - 1) * query.page_size,
    });
    await appendAudit(sql, deps.clock, {
      action: 'export.open311',
      subjectKind: 'export',
      subjectId: null,
      detail: { requests: tips.length, from, to: query.end_date ?? today },
    });
    return tips.map(requestOf);
  });
}

/** One of them. Throws `tip.not_found`, also where fewer than three are alike. */
async function readOpen311Request(deps: Deps, actor: Actor, code: string): Promise<Open311Request> {
  const [request] = await readOpen311Requests(deps, actor, {
    service_request_id: [code],
    page: 1,
    page_size: 1,
  });
  if (request === undefined) throw new AppError('tip.not_found');
  return request;
}

/** The same in JSON or in XML, by the ending of the address. */
function answer<Value extends z.ZodType>(value: Value, description: string) {
  return {
    description,
    content: { 'application/json': { schema: value }, 'text/xml': { schema: z.string() } },
  };
}
