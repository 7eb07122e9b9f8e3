import type { QueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { connection, watchedFetch } from '#client/api/connection.ts';
import { shownDataAt } from '#client/api/shown-data.ts';
import { clockSkew, now, nowMilliseconds } from '#client/i18n/clock.ts';

import { allowDeviceStore, deviceStore } from './device-store.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { keepKeyAndOpen } from './seal.ts';
import type { OneAtATime } from './sender.ts';

const LOCK = 'dia-ban-outbox';
/** Time in which a writer sees that the server has refused. */
const SEEN_MILLISECONDS = 2_000;
const CHANNEL = 'dia-ban-outbox';

/** Over all tabs; where the browser has no such lock, over this one, and the keys keep writes single. */
const oneAtATime: OneAtATime = async (work) => {
  const locks: LockManager | undefined = navigator.locks;
  if (locks === undefined) await work();
  else await locks.request(LOCK, work);
};

/** A question that costs the server nothing; asked only where the last one found nobody. */
async function reachable(): Promise<boolean> {
  if (!navigator.onLine) return false;
  if (connection().reachable) return true;
  try {
    return (await watchedFetch('/api/health/live', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

/** Keeps the account's key on the device and opens what is sealed with it; rejects without a network. */
async function openOwnSealed(accountId: string): Promise<void> {
  const readKey = () => call(api.me['seal-key'].$get({}));
  await keepKeyAndOpen(await deviceStore(), accountId, readKey);
}

/** The outbox of an account on this device. It sends once it has been woken, until it is put to sleep again. */
export function openDeviceOutbox(
  accountId: string,
  client: QueryClient,
): { outbox: Outbox; wake: () => () => void } {
  allowDeviceStore(accountId);
  let channel: BroadcastChannel | null = null;
  const outbox = createOutbox({
    accountId,
    store: deviceStore,
    fetch: watchedFetch,
    now: nowMilliseconds,
    skew: clockSkew,
    seenAt: () => shownDataAt(client) ?? connection().keptAt ?? now(),
    reachable,
    openSealed: () => openOwnSealed(accountId),
    refusalSeen: () => new Promise((resolve) => setTimeout(resolve, SEEN_MILLISECONDS)),
    oneAtATime,
    tell: () => channel?.postMessage('changed'),
  });
  const openAndSend = async () => {
    // Without the key nothing is lost: sealed entries stay until the network brings it.
    await openOwnSealed(accountId).catch(() => undefined);
    await outbox.look();
    await outbox.send();
  };
  const send = () => void openAndSend();
  const sendWhenSeen = () => void (document.hidden ? outbox.endHolds() : outbox.send());
  function wake() {
    channel = new BroadcastChannel(CHANNEL);
    channel.addEventListener('message', () => void outbox.look());
    window.addEventListener('online', send);
    document.addEventListener('visibilitychange', sendWhenSeen);
    outbox.sleep(false);
    void outbox.look();
    send();
    return () => {
      outbox.sleep(true);
      channel?.close();
      channel = null;
      window.removeEventListener('online', send);
      document.removeEventListener('visibilitychange', sendWhenSeen);
    };
  }
  return { outbox, wake };
}
