import { deleteDB } from 'idb';

import { signOut } from '#client/api/authentication.ts';

import { deviceKeys } from './keys/session-keys.ts';
import { OUTBOX_DATABASE } from './outbox/database.ts';
import { closeDeviceStore, countKept, deviceStore, hasOutbox } from './outbox/device-store.ts';
import { closeUnsent } from './outbox/seal.ts';
import { FORMER_ANSWERS, GROUND } from './worker/cache-names.ts';
import { endBrowserSubscription } from './worker/push-subscription.ts';
import { FORGET } from './worker/scope.ts';
import { endWorker } from './worker/start-worker.ts';

const PATIENCE_MILLISECONDS = 1_000;
const WIPED_KEY = 'dia-ban-wiped';

/** Keys of appearance, language and the head of the log, which belong to the device and not to the person. */
const KEPT_KEYS = new Set(['dia-ban-color-scheme', 'dia-ban-language', 'dia-ban-log-head']);

/**
 * Deletes everything that the product has left on this device: stored answers, the service worker and its files, and
 * the browser's small stores except look, language and the head of the log. A part that fails does not stop the others. Unsent work is
 * deleted only for the account that signs out, after its owner was told what would be lost; where a session was ended
 * elsewhere it stays, sealed for its account.
 * @param signsOut the account whose unsent work is deleted; null where the session was ended elsewhere
 * @param pages deletes the product's own files too: not without a network, which would leave no page
 */
export async function forgetDevice({
  signsOut,
  pages = true,
}: {
  signsOut: string | null;
  pages?: boolean;
}): Promise<void> {
  // First, since it takes no room on a full disk: from here on nothing can be read, whatever else fails.
  await Promise.allSettled([deviceKeys.end()]);
  await Promise.allSettled([forgetOutbox(signsOut), endPushes(), forgetCaches(pages)]);
  // Last, once the worker has let go of them.
  await Promise.allSettled([deviceKeys.destroy()]);
  for (const key of Object.keys(localStorage)) {
    if (!KEPT_KEYS.has(key)) localStorage.removeItem(key);
  }
  sessionStorage.clear();
}

/**
 * Deletes everything of a session that somebody ended. Unsent work stays, sealed, unless an administrator has the
 * device wiped: then its number is noted for the sign-in page, and the server is told, which ends the wiping.
 */
export async function forgetEndedSession(wipedAccountId: string | null): Promise<void> {
  const lost = wipedAccountId === null ? 0 : await countKept(wipedAccountId).catch(() => 0);
  await forgetDevice({ signsOut: wipedAccountId });
  if (wipedAccountId === null) return;
  sessionStorage.setItem(WIPED_KEY, String(lost));
  await signOut().catch(() => undefined);
}

/** Gives how many unsent entries this tab has deleted as a wiped device; null where it was not wiped. */
export function wipedWork(): number | null {
  const noted = sessionStorage.getItem(WIPED_KEY);
  return noted === null ? null : Number(noted);
}

/**
 * Deletes the keys of an expired session: its unsent work and kept answers stay sealed, and unsent work opens again for its
 * account. Everything else stays until the account returns.
 */
export async function closeDevice(): Promise<void> {
  try {
    if (await hasOutbox()) await closeUnsent(await deviceStore());
  } finally {
    await deviceKeys.end();
  }
}

async function forgetOutbox(signsOut: string | null): Promise<void> {
  if (!(await hasOutbox())) return;
  const store = await deviceStore();
  // Emptied first: a tab that holds the database open cannot keep the entries with it.
  if (signsOut !== null) await store.forgetAccount(signsOut);
  await store.forgetNotes();
  await closeUnsent(store);
  const empty = await store.isEmpty();
  await closeDeviceStore();
  if (empty) await deleteDB(OUTBOX_DATABASE);
}

async function forgetCaches(pages: boolean): Promise<void> {
  // Absent where the page was served neither over TLS nor from loopback.
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (workers === undefined) return;
  await stopKeeping(workers);
  if (pages) await endWorker(workers);
  const names = (await caches.keys()).filter(
    (name) => pages || name === GROUND || name.startsWith(FORMER_ANSWERS),
  );
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** Without a network its push service does not answer; the server has ended the subscription by then, or does so later. */
async function endPushes(): Promise<void> {
  const patience = new Promise<void>((resolve) => {
    setTimeout(resolve, PATIENCE_MILLISECONDS);
  });
  await Promise.race([endBrowserSubscription(), patience]);
}

/** Answers that are still on their way would otherwise be kept after everything has been deleted. */
async function stopKeeping({ controller }: ServiceWorkerContainer): Promise<void> {
  if (controller === null) return;
  const { port1, port2 } = new MessageChannel();
  await new Promise<void>((resolve) => {
    port1.addEventListener('message', () => resolve());
    port1.start();
    controller.postMessage(FORGET, [port2]);
    // A worker of an earlier release does not know the word.
    setTimeout(resolve, PATIENCE_MILLISECONDS);
  });
  port1.close();
}
