import { deleteDB } from 'idb';

import { closeDeviceStore, deviceStore } from './outbox/device.ts';
import { OUTBOX_DATABASE } from './outbox/store.ts';
import { ANSWERS } from './worker/cache-names.ts';

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
  if (pages) {
    const registrations = await workers.getRegistrations();
    await Promise.all(registrations.map((registration) => registration.unregister()));
  }
  const names = (await caches.keys()).filter((name) => pages || name.startsWith(ANSWERS));
  await Promise.all(names.map((name) => caches.delete(name)));
}
