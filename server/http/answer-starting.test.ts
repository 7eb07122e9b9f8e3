import { expect, it } from 'vitest';

import { answerStarting } from './listen.ts';

it('a server that is starting asks programs and people to come again, and is kept by nobody', async () => {
  const api = await answerStarting(new Request('http://localhost/api/me'), {});
  expect(api.status).toBe(503);
  expect(Object.fromEntries(api.headers)).toEqual({
    'content-type': 'application/problem+json; charset=utf-8',
    'retry-after': '2',
    'cache-control': 'no-store',
    'diaban-instance': 'starting',
  });
  expect(await api.json()).toMatchObject({ code: 'server.starting', status: 503, requestId: '' });
  const page = await answerStarting(new Request('http://localhost/apiary'), {});
  expect([page.status, page.headers.get('content-type')]).toEqual([
    503,
    'text/html; charset=utf-8',
  ]);
  expect(await page.text()).toContain('đang khởi động');
});
