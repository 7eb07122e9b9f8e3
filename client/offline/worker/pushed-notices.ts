import { ownPage } from '#client/api/own-page.ts';

import type { PushEvent, WorkerScope } from './scope.ts';

/** Message of the worker to an open page: a notice was pressed, and this address is to be opened. */
export type OpenAddress = { open: string };

const ICON = '/icon-192.png';
const FALLBACK = { title: 'Địa Bàn', lines: [] as string[], address: '/notices' };

/** Shows what the server has pushed. A browser takes the permission away where a push shows nothing. */
export async function showPushed(scope: WorkerScope, { data }: PushEvent): Promise<void> {
  const { title, lines, address } = readPushed(data);
  await scope.registration.showNotification(title, {
    body: lines.join('\n'),
    data: { address },
    icon: ICON,
    badge: ICON,
    // A message that is sent twice is shown once.
    tag: `${address} ${lines.join()}`,
  });
}

/** Opens the page of a pressed notice: in a window that is there, without loading it anew, else in a new one. */
export async function openPushed(scope: WorkerScope, pressed: unknown): Promise<void> {
  const address = addressOf(pressed);
  const windows = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const [window] = windows;
  if (window === undefined) {
    await scope.clients.openWindow(address);
    return;
  }
  await window.focus();
  const message: OpenAddress = { open: address };
  window.postMessage(message);
}

/** The address in a message of the worker that a page is to open; null for every other message. */
export function addressToOpen(message: unknown): string | null {
  if (typeof message !== 'object' || message === null || !('open' in message)) return null;
  return ownPage(message.open) ?? null;
}

function readPushed(data: PushEvent['data']): typeof FALLBACK {
  try {
    const given: unknown = data?.json();
    if (typeof given !== 'object' || given === null) return FALLBACK;
    const { title, lines } = { title: '', lines: [], ...given };
    return {
      title: typeof title === 'string' && title !== '' ? title : FALLBACK.title,
      lines: Array.isArray(lines) ? lines.map(String) : [],
      address: addressOf(given),
    };
  } catch {
    return FALLBACK;
  }
}

function addressOf(given: unknown): string {
  if (typeof given !== 'object' || given === null || !('address' in given)) return FALLBACK.address;
  return ownPage(given.address) ?? FALLBACK.address;
}
