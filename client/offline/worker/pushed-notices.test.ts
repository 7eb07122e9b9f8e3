import { expect, it } from 'vitest';

import { addressToOpen, openPushed, showPushed } from './pushed-notices.ts';
import type { PushEvent, WorkerScope } from './scope.ts';

type Shown = { title: string; body: string; address: unknown };

/** A worker in which what it shows and opens is noted; `windows` pages are open. */
function worker(windows: number) {
  const shown: Shown[] = [];
  const opened: string[] = [];
  const told: unknown[] = [];
  const page = { focus: async () => page, postMessage: (message: unknown) => told.push(message) };
  const scope = {
    registration: {
      async showNotification(title: string, { body = '', data }: NotificationOptions = {}) {
        shown.push({ title, body, address: data?.address });
      },
    },
    clients: {
      claim: async () => undefined,
      matchAll: async () => Array.from({ length: windows }, () => page),
      openWindow: async (address: string) => opened.push(address),
    },
  };
  return { scope: scope as unknown as WorkerScope, shown, opened, told };
}
const push = (text: string | null) =>
  ({ data: text === null ? null : { json: () => JSON.parse(text) } }) as unknown as PushEvent;

it('a pushed notice is shown with its lines and remembers its page', async () => {
  const { scope, shown } = worker(0);
  const payload = { title: 'Địa Bàn', lines: ['DP-00036: a', '2 b'], address: '/?id=36' };
  await showPushed(scope, push(JSON.stringify(payload)));
  expect(shown).toEqual([{ title: 'Địa Bàn', body: 'DP-00036: a\n2 b', address: '/?id=36' }]);
});

it('something is shown for whatever is pushed, and no foreign address is opened', async () => {
  const { scope, shown } = worker(0);
  for (const text of [
    null,
    'no JSON',
    '[]',
    '{"address":"https://evil.example/"}',
    '{"address":"//evil"}',
  ]) {
    await showPushed(scope, push(text));
  }
  expect(shown.map(({ title, address }) => [title, address])).toEqual(
    Array.from({ length: 5 }, () => ['Địa Bàn', '/notices']),
  );
});

it('a press opens the page in a window that is there, else in a new one', async () => {
  const open = worker(1);
  await openPushed(open.scope, { address: '/my-routes' });
  expect(open.told).toEqual([{ open: '/my-routes' }]);
  expect(open.opened).toEqual([]);
  const closed = worker(0);
  await openPushed(closed.scope, { address: '/my-routes' });
  expect(closed.opened).toEqual(['/my-routes']);
});

it('a page opens only addresses of the product', () => {
  expect(addressToOpen({ open: '/?id=1' })).toBe('/?id=1');
  for (const message of [
    null,
    'forget',
    { open: 'https://evil.example' },
    { open: '//evil' },
    {},
  ]) {
    expect(addressToOpen(message)).toBeNull();
  }
});
