import { openOutboxStore, OUTBOX_DATABASE, type OutboxStore } from './store.ts';

let opened: Promise<OutboxStore> | null = null;
/** Deleted: until somebody signs in on this page, nothing may bring it back. */
let forgotten = false;

/** The device's own store, opened once a page. */
export function deviceStore(): Promise<OutboxStore> {
  if (forgotten) return Promise.reject(new DOMException('forgotten', 'InvalidStateError'));
  opened ??= openOutboxStore().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** Lets the store be opened again: somebody has signed in. */
export function allowDeviceStore(): void {
  forgotten = false;
}

/** Closes the store for good, so that it can be deleted; it is opened anew for the next account. */
export async function closeDeviceStore(): Promise<void> {
  const store = await opened?.catch(() => null);
  forgotten = true;
  opened = null;
  store?.close();
}

/** Tests whether this device has an outbox, without opening one: opening would create it. */
export async function hasOutbox(): Promise<boolean> {
  return (await indexedDB.databases()).some(({ name }) => name === OUTBOX_DATABASE);
}

/** Counts the unsent entries on this device, sealed ones too, of all accounts or of one. */
export async function countKept(accountId: string | null = null): Promise<number> {
  if (!(await hasOutbox())) return 0;
  const store = await openOutboxStore();
  try {
    const unsent = (await store.all()).filter(({ state }) => state !== 'sent');
    const kept = [...unsent, ...(await store.allSealed())];
    return kept.filter((entry) => accountId === null || entry.accountId === accountId).length;
  } finally {
    store.close();
  }
}
