import { NoticeList, NoticeQuery, ReadNotices } from '#server/contract/notice.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readThrough } from './commands.ts';
import { readNotices } from './read-notices.ts';

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

export const noticeRoutes = newRouter()
  .openapi(list, async (c) => {
    const { before = null } = c.req.valid('query');
    return c.json(await readNotices(c.var.deps, c.var.actor, before), 200);
  })
  .openapi(read, async (c) =>
    c.json(await readThrough(c.var.deps, c.var.actor, c.req.valid('json')), 200),
  );
