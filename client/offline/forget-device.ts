import { deleteDB } from 'idb';

import { closeDeviceStore, deviceStore } from './outbox/device.ts';
import { OUTBOX_DATABASE } from './outbox/store.ts';
import { ANSWERS } from './worker/cache-names.ts';
import { FORGET } from './worker/scope.ts';

const PATIENCE_MILLISECONDS = 1_000;

/** How a screen looks and speaks is the device's, not the person's. */
const KEPT_KEYS = new Set(['dia-ban-color-scheme', 'dia-ban-language']);

/**
 * Deletes everything that the product has left on this device: kept answers, unsent entries, the service
 * worker and its files, whatever stands in the browser's small stores but look and language. Each part is
 * tried, whatever becomes of the others.
 * @param pages whether the product's own files go too: without a network there would be no page left
 */
export async function forgetDevice({ pages } = { pages: true }): Promise<void> {
  await Promise.allSettled([forgetOutbox(), forgetCaches(pages)]);
  for (const key of Object.keys(localStorage)) {
    if (!KEPT_KEYS.has(key)) localStorage.removeItem(key);
  }
  sessionStorage.clear();
}

async function forgetOutbox(): Promise<void> {
  // Emptied first: a tab that holds the database open cannot keep the entries with it.
  await (await deviceStore()).clear();
  await closeDeviceStore();
  await deleteDB(OUTBOX_DATABASE);
}

async function forgetCaches(pages: boolean): Promise<void> {
  // Absent where the page was served neither over TLS nor from loopback.
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (workers === undefined) return;
  await stopKeeping(workers);
  if (pages) {
    const registrations = await workers.getRegistrations();
    await Promise.all(registrations.map((registration) => registration.unregister()));
  }
  const names = (await caches.keys()).filter((name) => pages || name.startsWith(ANSWERS));
  await Promise.all(names.map((name) => caches.delete(name)));
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
