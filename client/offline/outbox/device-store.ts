import type { UnsentKey } from '#server/contract/account.ts';

import { OUTBOX_DATABASE } from './database.ts';
import { openOutboxStore, type OutboxStore } from './store.ts';

let opened: Promise<OutboxStore> | null = null;
/** Account for which the store is open; null while nobody is signed in on this page. */
let owner: string | null = null;
/** Key of the server for which what is written here is sealed; null until somebody has signed in on this page. */
let serverKey: UnsentKey | null = null;
/** Ends once it is known if this page has the keys of the account's session. */
let session: Promise<unknown> = Promise.resolve();
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

/**
 * Lets the store be opened again: somebody has signed in.
 * @param begun ends once it is known if this page has the keys of the account's session
 */
export function allowDeviceStore(
  accountId: string,
  sealFor: UnsentKey,
  begun: Promise<unknown> = Promise.resolve(),
): void {
  session = begun;
  forgotten = false;
  owner = accountId;
  serverKey = sealFor;
}

/** The device's own store, once its person's rows can be opened. */
export async function ownStore(): Promise<OutboxStore> {
  await session;
  return await deviceStore();
}

/** Account for which the store is open; null while nobody is signed in on this page. */
export function storeOwner(): string | null {
  return owner;
}

const waitingForOpening = new Set<() => void>();

/** Resolves once the server has opened what this device holds of an earlier session. */
export async function nextOpening(): Promise<void> {
  await new Promise<void>((resolve) => {
    waitingForOpening.add(resolve);
  });
}

/** Says that what this device holds of an earlier session is open. */
export function tellOpening(): void {
  for (const resolve of waitingForOpening) resolve();
  waitingForOpening.clear();
}

/** Closes the store for good, so that it can be deleted; it is opened anew for the next account. */
export async function closeDeviceStore(): Promise<void> {
  const store = await opened?.catch(() => null);
  forgotten = true;
  owner = null;
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
