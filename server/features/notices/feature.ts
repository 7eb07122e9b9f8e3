import { NoticeList, NoticeQuery, ReadNotices } from '#server/contract/notice.ts';
import { PushDevice, PushEnd, PushState } from '#server/contract/push.ts';
import type { Feature } from '#server/feature.ts';
import { linkPages } from '#server/http/page-links.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readThrough } from './commands.ts';
import { noticeJobs } from './notice-jobs.ts';
import { serverKeyOf, subscribe, unsubscribe } from './push-commands.ts';
import { readNotices, readPush } from './read-notices.ts';

const tags = ['me'];

const list = route('get', '/me/notices', {
  tags,
  summary: 'Own notices, latest first, with the count of the unread ones',
  right: 'signed-in',
  query: NoticeQuery,
  responses: { 200: jsonResponse(NoticeList, 'The notices') },
});

const read = route('post', '/me/notices/read', {
  tags,
  summary: 'Mark own notices as read: one of them, or all up to it',
  right: 'signed-in',
  body: ReadNotices,
  responses: { 200: jsonResponse(NoticeList, 'The latest notices afterwards') },
});

const push = { 200: jsonResponse(PushState, 'The own devices that are told') };

const devices = route('get', '/me/push', {
  tags,
  summary: 'Own devices that are told of notices, and the key with which a browser subscribes',
  right: 'signed-in',
  sessionOnly: true,
  responses: push,
});

const begin = route('post', '/me/push', {
  tags,
  summary: 'Tell this browser of the chosen groups of notices, as long as its session is not ended',
  right: 'signed-in',
  sessionOnly: true,
  body: PushDevice,
  responses: push,
  problems: ['push.service_not_allowed'],
});

const end = route('post', '/me/push/end', {
  tags,
  summary: 'Tell a browser of nothing more',
  right: 'signed-in',
  sessionOnly: true,
  body: PushEnd,
  responses: push,
});

const noticeRoutes = newRouter()
  .openapi(list, async (c) => {
    const { before = null } = c.req.valid('query');
    const page = await readNotices(c.var.deps, c.var.actor, before);
    linkPages(c, page.more ? (page.items.at(-1)?.id ?? null) : null, 'before');
    return c.json(page, 200);
  })
  .openapi(read, async (c) =>
    c.json(await readThrough(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  )
  .openapi(devices, async (c) => {
    const { deps, actor, holder } = c.var;
    return c.json(await readPush(deps, actor, holder.sessionId), 200);
  })
  .openapi(begin, async (c) => {
    const { deps, actor, holder } = c.var;
    return c.json(await subscribe(deps, actor, holder.sessionId, c.req.valid('json')), 200);
  })
  .openapi(end, async (c) => {
    const { deps, actor, holder } = c.var;
    const { endpoint } = c.req.valid('json');
    return c.json(await unsubscribe(deps, actor, holder.sessionId, endpoint), 200);
  });

export const notices = {
  operations: [noticeRoutes],
  jobs: ({ joined }) => noticeJobs(joined.morningNotices),
  start: serverKeyOf,
} as const satisfies Feature;
