import { expect, type Page } from '@playwright/test';

import { format, words } from '#tests/e2e/words.ts';

/** The bell with its number, and the list of notices behind it. */
export function noticesDriver(page: Page) {
  const { notices: own } = words;
  const bell = page.getByRole('link', { name: new RegExp(`^${own.title}`) });
  const row = (text: string) =>
    page.getByRole('listitem').getByRole('link').filter({ hasText: text });

  return {
    /** Number of unread notices that the bell shows; 0 where it shows none. */
    async expectUnread(count: number) {
      const name = count === 0 ? own.title : `${own.title} ?, ${unreadWords(count)}`;
      await expect(bell).toHaveAccessibleName(new RegExp(`^${name}$`));
    },
    /** The number at the bell, once the bell has asked for it. */
    async unread(): Promise<number> {
      const answer = await page.request.get('/api/me/notices');
      const { unread } = (await answer.json()) as { unread: number };
      await this.expectUnread(unread);
      return unread;
    },
    showsPushed: (message: object) => showPushed(page, message),
    async opensList() {
      await bell.click();
      await expect(page.getByRole('heading', { name: own.title, level: 1 })).toBeVisible();
    },
    /** A notice with the sentence, marked as unread, or not. */
    async expectRow(sentence: string, state: 'read' | 'unread') {
      await expect(row(sentence)).toHaveAttribute('data-unread', String(state === 'unread'));
    },
    async opens(sentence: string) {
      await row(sentence).click();
    },
    async readsAll() {
      await page.getByRole('button', { name: own.readAll }).click();
      await expect(page.getByRole('button', { name: own.readAll })).toHaveCount(0);
    },
  };
}

function unreadWords(count: number): string {
  return words.notices.unread({ count: format.number(count, 0) });
}

/**
 * Pushes a message to the service worker of this page, as a push service would, and gives what the worker shows. A
 * browser without a window forbids every notice, so that the last step, the system's own window, is noted instead.
 */
async function showPushed(page: Page, message: object): Promise<Shown> {
  const { origin } = new URL(page.url());
  const context = page.context();
  // Until it is active a worker hears of no message.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  const [worker = await context.waitForEvent('serviceworker')] = context.serviceWorkers();
  await worker.evaluate(noteNotices);
  const session = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
      if (own !== undefined) resolve(own.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.deliverPushMessage', {
    origin,
    registrationId: await registered,
    data: JSON.stringify(message),
  });
  await expect.poll(() => worker.evaluate(notedNotices)).toHaveLength(1);
  const [shown] = await worker.evaluate(notedNotices);
  if (shown === undefined) throw new Error('the worker showed nothing');
  return shown;
}

type Shown = { title: string; body: string; address: string };
type NotingWorker = {
  shownNotices?: Shown[];
  registration: {
    showNotification: (title: string, options: NotificationOptions) => Promise<void>;
  };
};

/** Runs in the service worker: notes every notice instead of showing it. */
function noteNotices(): void {
  const worker = globalThis as unknown as NotingWorker;
  const shown: Shown[] = [];
  worker.shownNotices = shown;
  worker.registration.showNotification = async (title, { body = '', data }) => {
    shown.push({ title, body, address: (data as { address: string }).address });
  };
}

/** Runs in the service worker. */
function notedNotices(): Shown[] {
  return (globalThis as unknown as NotingWorker).shownNotices ?? [];
}
