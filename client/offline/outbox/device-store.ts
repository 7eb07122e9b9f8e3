import type { UnsentKey } from '#server/contract/account.ts';

import { OUTBOX_DATABASE } from './database.ts';
import { openOutboxStore, type OutboxStore } from './store.ts';

let opened: Promise<OutboxStore> | null = null;
/** Account for which the store is open; null while nobody is signed in on this page. */
let owner: string | null = null;
/** Key of the server for which what is written here is sealed; null until somebody has signed in on this page. */
let serverKey: UnsentKey | null = null;
/** Deleted: until somebody signs in on this page, nothing may bring it back. */
let forgotten = false;

/** The device's own store, opened once a page. */
export function deviceStore(): Promise<OutboxStore> {
  if (forgotten) return Promise.reject(new DOMException('forgotten', 'InvalidStateError'));
  // Over plain HTTP browsers offer no cryptography: nothing is kept then, and what is written is sent at once.
  const subtle: SubtleCrypto | undefined = crypto.subtle;
  if (subtle === undefined) return Promise.reject(new DOMException('no TLS', 'InvalidStateError'));
  opened ??= openOutboxStore(() => serverKey).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** Lets the store be opened again: somebody has signed in. */
export function allowDeviceStore(accountId: string, sealFor: UnsentKey): void {
  forgotten = false;
  owner = accountId;
  serverKey = sealFor;
}

/** Account for which the store is open; null while nobody is signed in on this page. */
export function storeOwner(): string | null {
  return owner;
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
  const store = await openOutboxStore(() => null);
  try {
    const unsent = (await store.all()).filter(({ state }) => state !== 'sent');
    const kept = [...unsent, ...(await store.allClosed())];
    return kept.filter((entry) => accountId === null || entry.accountId === accountId).length;
  } finally {
    store.close();
  }
}
