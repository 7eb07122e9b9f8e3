import type { QueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { connection, lastContact, watchedFetch } from '#client/api/connection.ts';
import { keepInstance } from '#client/api/instance.ts';
import { shownDataAt } from '#client/api/shown-data.ts';
import { clock, now, nowMilliseconds } from '#client/i18n/clock.ts';
import { takeBrought } from '#client/offline/keys/brought.ts';
import { prepareSealing } from '#client/offline/keys/content-keys.ts';
import { startOverwriting } from '#client/offline/keys/overwrite-in-place.ts';
import { deviceKeys } from '#client/offline/keys/session-keys.ts';
import type { Me } from '#server/contract/account.ts';
import { STREET_ROLES } from '#server/contract/street-roles.ts';

import { allowDeviceStore, deviceStore, tellOpening } from './device-store.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { receiptReader, type ReceiptKey, type ReceiptKeys } from './receipt.ts';
import { keepKeyAndOpen, type UnsentServer } from './seal.ts';
import type { OneAtATime } from './sender.ts';
import type { OutboxStore } from './store.ts';
import { ACCOUNT_HEADER } from './transport.ts';

const LOCK = 'dia-ban-outbox';
/** Time in which a writer sees that the server has refused. */
const SEEN_MILLISECONDS = 2_000;
/** The time of a session that nobody uses is over on a device without a network too. */
const LOOK_MILLISECONDS = 60_000;
const CHANNEL = 'dia-ban-outbox';

/** Over all tabs; where the browser has no such lock, over this one, and the keys keep writes single. */
const oneAtATime: OneAtATime = async (work) => {
  const locks: LockManager | undefined = navigator.locks;
  if (locks === undefined) await work();
  else await locks.request(LOCK, work);
};

/** A question that costs the server nothing; asked only where the last one found nobody, or nothing has told the time. */
async function reachable(): Promise<boolean> {
  if (!navigator.onLine) return false;
  if (connection().reachable && clock().isSure) return true;
  try {
    return (await watchedFetch('/api/health/live', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

const RECEIPT_KEYS = 'dia-ban-receipt-keys';

/** The public keys of the installation: kept since the sign-in, asked for anew where a receipt names another. */
const receiptKeys: ReceiptKeys = async (anew) => {
  const kept = anew ? null : localStorage.getItem(RECEIPT_KEYS);
  if (kept !== null) return JSON.parse(kept) as ReceiptKey[];
  const response = await watchedFetch('/.well-known/diaban-keys.json', { cache: 'no-cache' });
  const { keys } = (await response.json()) as { keys: ReceiptKey[] };
  localStorage.setItem(RECEIPT_KEYS, JSON.stringify(keys));
  return keys;
};

/** Binds this device to the installation at which somebody is signed in, and keeps its keys. */
async function bindToInstallation(): Promise<void> {
  keepInstance();
  await receiptKeys(false);
}

/**
 * The server, which opens the account's keys that this device cannot open any more. It refuses where another account has
 * signed in meanwhile.
 */
export function unsentServer(accountId: string): UnsentServer {
  const asAccount = { headers: { [ACCOUNT_HEADER]: accountId } };
  const { 'unsent-keys': keys, 'earlier-seal-key': earlier } = api.me;
  return {
    open: (sealed) => call(keys.$post({ json: { sealed: [...sealed] } }, asAccount)),
    earlierKey: () => call(earlier.$get({}, asAccount)),
  };
}

/** The password or passkey of the sign-in opens the session without a network, for roles that work without one. */
async function addOwnWay({ account, role }: Owner): Promise<void> {
  const brought = await takeBrought();
  if (brought !== null && STREET_ROLES.includes(role)) await deviceKeys.addWay(account.id, brought);
}

/** Makes what has the server open all that this device holds of the account's earlier sessions. */
function openerOf(accountId: string, store: () => Promise<OutboxStore>) {
  const server = unsentServer(accountId);
  return async () => {
    await keepKeyAndOpen(await store(), accountId, server);
    tellOpening();
  };
}

/** Account that is signed in, and key of the server that unsent work is sealed for. */
export type Owner = Pick<Me, 'role' | 'unsentKey'> & { account: { id: string } };

/** The outbox of an account on this device. It sends once it has been woken, until it is put to sleep again. */
export function openDeviceOutbox(
  owner: Owner,
  client: QueryClient,
): { outbox: Outbox; wake: () => () => void } {
  const accountId = owner.account.id;
  // Where that fails, what is written opens by the server alone.
  const begun = deviceKeys.begin(accountId).catch(() => undefined);
  allowDeviceStore(accountId, owner.unsentKey, begun);
  void begun.then(() => addOwnWay(owner)).catch(() => undefined);
  const store = () => begun.then(deviceStore);
  const openOwn = openerOf(accountId, store);
  let channel: BroadcastChannel | null = null;
  const outbox = createOutbox({
    accountId,
    store,
    fetch: watchedFetch,
    readReceipt: receiptReader(receiptKeys),
    now: nowMilliseconds,
    clock,
    seenAt: () => shownDataAt(client) ?? connection().keptAt ?? lastContact() ?? now(),
    reachable,
    openSealed: openOwn,
    refusalSeen: () => new Promise((resolve) => setTimeout(resolve, SEEN_MILLISECONDS)),
    oneAtATime,
    tell: () => channel?.postMessage('changed'),
  });
  const openAndSend = async () => {
    // Without a network nothing is lost: what is sealed for the server stays until that can be asked.
    await openOwn().catch(() => undefined);
    await outbox.look();
    await outbox.send();
  };
  const send = () => void openAndSend();
  const sendWhenSeen = () => void (document.hidden ? outbox.endHolds() : outbox.send());
  function wake() {
    void Promise.all([prepareSealing(), bindToInstallation()]).catch(() => undefined);
    startOverwriting();
    const watch = setInterval(
      () => void deviceKeys.read().catch(() => undefined),
      LOOK_MILLISECONDS,
    );
    channel = new BroadcastChannel(CHANNEL);
    channel.addEventListener('message', () => void outbox.look());
    window.addEventListener('online', send);
    document.addEventListener('visibilitychange', sendWhenSeen);
    outbox.sleep(false);
    void outbox.look();
    send();
    return () => {
      outbox.sleep(true);
      clearInterval(watch);
      channel?.close();
      channel = null;
      window.removeEventListener('online', send);
      document.removeEventListener('visibilitychange', sendWhenSeen);
    };
  }
  return { outbox, wake };
}
