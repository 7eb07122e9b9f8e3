import 'fake-indexeddb/auto';

import { deleteDB } from 'idb';

import type { Entry } from '#client/offline/outbox/entry.ts';
import { createOutbox, type Outbox } from '#client/offline/outbox/outbox.ts';
import { receiptReader, type ReceiptKey } from '#client/offline/outbox/receipt.ts';
import { createSessionKeys, type SessionKeys } from '#client/offline/keys/session-keys.ts';
import {
  closeUnsent,
  earlierKeys,
  keepKeyAndOpen,
  type UnsentServer,
} from '#client/offline/outbox/seal.ts';
import { openOutboxStore, type OutboxStore } from '#client/offline/outbox/store.ts';
import { ACCOUNT_HEADER } from '#client/offline/outbox/transport.ts';
import { unsentKey } from '#server/authentication/unsent-keys.ts';
import type { EarlierSealKey, OpenedUnsent, UnsentKey } from '#server/contract/account.ts';
import { browserLock } from '#tests/support/faults/faulty-device.ts';
import { newSession, type TestApp, type TestClient } from '#tests/support/test-app.ts';

import { faultyLine, type LineFault, never } from './faulty-line.ts';
import { createLife, type KillPlan, killer, type Life, mortalStore } from './mortal-tab.ts';
import { asEarlierRelease } from './older-release.ts';
import type { Walker } from './street-acts.ts';

/** Faults that befall one phone during a history, in this order. */
export type PhonePlan = { line: readonly LineFault[]; kills: KillPlan };

type Given = {
  test: TestApp;
  walker: Walker;
  /** The account of the phone; another phone may have the same one. */
  client: TestClient;
  plan: PhonePlan;
  met: (fault: string) => void;
  /** Called with the label of each entry that the phone has stored. */
  kept: (label: string) => void;
  /** Called with the address and content of each request that goes out. */
  sent: (path: string, init: RequestInit) => void;
};

let phones = 0;
const MINUTE = 60_000;

export type Tab = { outbox: Outbox; life: Life };
export type Phone = Awaited<ReturnType<typeof openPhone>>;

/** The state of a phone. */
type Device = Given & {
  accountId: string;
  /** Name of its database. */
  name: string;
  line: ReturnType<typeof faultyLine>;
  killing: ReturnType<typeof killer>;
  lock: ReturnType<typeof browserLock>;
  store: OutboxStore;
  keys: SessionKeys;
  /** Key of the server for which it seals unsent work. */
  serverKey: UnsentKey;
  /** Null while nobody is signed in. */
  cookie: string | null;
  /** Milliseconds by which its clock is ahead of the server's. */
  ahead: number;
  /** Milliseconds that it has learned to add to its clock; null while it knows nothing of the server's. */
  skew: number | null;
  /** True from the moment in which a tab has heard that the session was ended. */
  ended: boolean;
  tabs: Set<Tab>;
};

/** The present moment by the phone: its clock, corrected as far as it knows the server's. */
function nowOn({ test, ahead, skew }: Device): number {
  return Date.parse(test.clock.now()) + ahead + (skew ?? 0);
}

async function request(
  device: Device,
  life: Life,
  path: string,
  init: RequestInit,
): Promise<Response> {
  if (life.isDead()) return await never();
  device.sent(path, init);
  const headers = new Headers(init.headers);
  if (device.cookie !== null) headers.set('cookie', device.cookie);
  const response = await device.line.send(path, { ...init, headers }, () => life.die());
  // Each answer carries the server's time; small differences are those of the way.
  device.skew = Math.abs(device.ahead) < MINUTE ? 0 : -device.ahead;
  return response;
}

async function asksTheTime(device: Device, life: Life): Promise<boolean> {
  const answer = await request(device, life, '/api/health/live', {}).catch(() => null);
  return answer?.ok === true;
}

type Ask = (path: string, init: RequestInit) => Promise<Response>;

/**
 * The server's part in opening unsent work, as it is asked through a line. It refuses where another account is signed in:
 * its null would mean that nobody can ever open the key.
 */
export function unsentServer(ask: Ask, accountId: string): UnsentServer {
  const read = async (path: string, init: RequestInit): Promise<unknown> => {
    const headers = new Headers(init.headers);
    headers.set(ACCOUNT_HEADER, accountId);
    const response = await ask(path, { ...init, headers });
    if (!response.ok) throw new Error('no key');
    return await response.json();
  };
  return {
    open: async (sealed) =>
      (await read('/api/me/unsent-keys', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ sealed }),
      })) as OpenedUnsent,
    earlierKey: async () => (await read('/api/me/earlier-seal-key', {})) as EarlierSealKey,
  };
}

const publishedKeys = async ({ test }: Device) =>
  (await test.deps.logKeys.published()) as ReceiptKey[];

/** Asks the server past the bad line, as the owner of the phone. */
async function askAsOwner({ test, accountId }: Device): Promise<Ask> {
  const cookie = await newSession(test.deps, accountId);
  return async (path, init) => {
    const headers = new Headers(init.headers);
    headers.set('cookie', cookie);
    return await test.app.request(path, { ...init, headers });
  };
}

/** The store as a tab sees it; what it adds is noted as kept. */
function storeOf({ store, killing, kept }: Device, life: Life): OutboxStore {
  const add: OutboxStore['add'] = async (entry, contents) => {
    const added = await store.add(entry, contents);
    kept(entry.label);
    return added;
  };
  const addAll: OutboxStore['addAll'] = async (entries) => {
    await store.addAll(entries);
    for (const { label } of entries) kept(label);
  };
  return mortalStore({ ...store, add, addAll }, life, killing);
}

/** Opens the product in a tab, which looks for what waits and sends it. */
async function openTab(device: Device): Promise<Tab> {
  const { accountId, tabs } = device;
  const life = createLife();
  const own = storeOf(device, life);
  const server = unsentServer((path, init) => request(device, life, path, init), device.accountId);
  const openSealed = () => keepKeyAndOpen(own, accountId, server);
  const outbox = createOutbox({
    accountId,
    store: async () => own,
    fetch: (path, init) => request(device, life, path, init),
    readReceipt: receiptReader(() => publishedKeys(device)),
    now: () => nowOn(device),
    clock: () => ({ skew: device.skew, isSure: device.skew !== null }),
    seenAt: () => new Date(nowOn(device)).toISOString(),
    reachable: async () => device.skew !== null || (await asksTheTime(device, life)),
    openSealed,
    refusalSeen: async () => undefined,
    oneAtATime: device.lock(life.died),
    tell: () => {
      for (const other of tabs) if (other.outbox !== outbox) void other.outbox.look();
    },
  });
  const tab = { outbox, life };
  tabs.add(tab);
  life.onDeath(() => {
    tabs.delete(tab);
    outbox.sleep(true);
  });
  outbox.onSettled((_, outcome) => {
    if (outcome.kind === 'stopped' && outcome.why === 'revoked') device.ended = true;
  });
  await device.keys.begin(accountId);
  await life.lives(openSealed().catch(() => undefined));
  await life.lives(outbox.look());
  await life.lives(outbox.send());
  return tab;
}

function closeTabs(device: Device): void {
  for (const { life } of device.tabs) life.die();
  device.lock = browserLock();
}

/** The session has ended elsewhere: every tab goes to the sign-in, and unsent work is sealed. */
async function leave(device: Device): Promise<void> {
  const { store, killing, met } = device;
  closeTabs(device);
  if ((await store.all()).some(({ state }) => state !== 'sent')) {
    met('unsent_at_the_end_of_a_session');
  }
  const life = createLife();
  await life.lives(closeUnsent(mortalStore(store, life, killing)));
  // A page that was killed while it closed them goes on when it is opened again.
  if (life.isDead()) await closeUnsent(store);
  device.cookie = null;
  device.ended = false;
}

/** Opens what the end of a session has closed, so that an earlier release can seal it in its own way. */
async function openAsOwner(device: Device): Promise<UnsentServer> {
  const server = unsentServer(await askAsOwner(device), device.accountId);
  await keepKeyAndOpen(device.store, device.accountId, server);
  return server;
}

/** Comes back with what an earlier release has left, under the present one. */
async function comeFromEarlierRelease(device: Device): Promise<void> {
  closeTabs(device);
  const { keys, name, store } = device;
  const wasClosed = await store.hasSealed(device.accountId);
  const [key] = await earlierKeys(await openAsOwner(device));
  if (key === undefined) throw new Error('the account has no earlier key');
  const unsent = (await store.all()).filter(({ state }) => state !== 'sent').length;
  if (unsent > 0) device.met('older_entries_read');
  await asEarlierRelease(name, store, key, wasClosed ? 'sealed' : undefined);
  device.store = await openOutboxStore(() => device.serverKey, name, keys);
}

async function newDevice(given: Given): Promise<Device> {
  const { test, client, plan, met } = given;
  const accountId = client.account?.accountId ?? '';
  const name = `phone-${(phones += 1)}`;
  const keys = createSessionKeys(`${name}-keys`);
  const serverKey = unsentKey(test.deps.config);
  const server = async (path: string, init: RequestInit) => await test.app.request(path, init);
  return {
    ...given,
    accountId,
    name,
    line: faultyLine(server, plan.line, met),
    killing: killer(plan.kills, () => met('killed_between_steps')),
    lock: browserLock(),
    store: await openOutboxStore(() => serverKey, name, keys),
    serverKey,
    keys,
    cookie: await newSession(test.deps, accountId),
    ahead: 0,
    skew: null,
    ended: false,
    tabs: new Set(),
  };
}

/** A phone of the street with its browser: the real outbox on a database of its own, the real server behind a bad line. */
export async function openPhone(given: Given) {
  const device = await newDevice(given);
  const { test, walker, client } = given;
  return {
    walker,
    client,
    now: () => nowOn(device),
    /** The tab in front; signs in first where nobody is, and opens one where none lives. */
    async tab(): Promise<Tab> {
      if (device.ended) await leave(device);
      device.cookie ??= await newSession(test.deps, device.accountId);
      for (const tab of device.tabs) return tab;
      return await openTab(device);
    },
    openTab: () => openTab(device),
    closeTabs: () => closeTabs(device),
    leaveIfEnded: async () => {
      if (device.ended) await leave(device);
    },
    /** Asks who is signed in, as each page does, and leaves where the session has ended. */
    async asksWhoIsThere(): Promise<void> {
      const headers = { cookie: device.cookie ?? '' };
      const { status } = await test.app.request('/api/me', { headers });
      if (status === 401) await leave(device);
    },
    session: () => device.cookie,
    /** Sets the phone's clock apart from the server's; what it knew of the server's time is forgotten. */
    setClock(hours: number): void {
      device.ahead = hours * 60 * MINUTE;
      device.skew = null;
    },
    comesFromEarlierRelease: () => comeFromEarlierRelease(device),
    mend(): void {
      device.line.mend();
      device.killing.mend();
    },
    entries: (): Promise<Entry[]> => device.store.all(),
    hasSealed: () => device.store.hasSealed(device.accountId),
    async remove(): Promise<void> {
      closeTabs(device);
      device.store.close();
      await device.keys.destroy();
      await deleteDB(device.name);
    },
  };
}
