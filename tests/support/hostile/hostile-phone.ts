import 'fake-indexeddb/auto';

import { vi } from 'vitest';

import type { NewEntry } from '#client/offline/outbox/entry.ts';
import type { Outbox } from '#client/offline/outbox/outbox.ts';
import type { ReceiptKey } from '#client/offline/outbox/receipt.ts';
import type { OutboxStore } from '#client/offline/outbox/store.ts';
import { unsentKey } from '#server/authentication/unsent-keys.ts';
import type { Random } from '#server/generator/random.ts';
import { unsentServer } from '#tests/support/convergence/phone.ts';
import {
  createLife,
  killer,
  type Life,
  mortalStore,
} from '#tests/support/convergence/mortal-tab.ts';
import { never } from '#tests/support/convergence/faulty-line.ts';
import { fakeCaches } from '#tests/support/browser/fake-caches.ts';
import { fakePrivateFiles } from '#tests/support/browser/fake-private-files.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';
import { newSession, type TestApp, type TestClient } from '#tests/support/test-app.ts';

import { hostileLine } from './hostile-line.ts';

const ORIGIN = 'https://diaban.test';

/** The browser that acts at present: what the globals of the client's code belong to. */
type Browser = {
  fetch: (path: string, init: RequestInit) => Promise<Response>;
  storage: Map<string, string>;
  caches: ReturnType<typeof fakeCaches>['caches'];
  files: ReturnType<typeof fakePrivateFiles>;
  /** Milliseconds that have passed in truth. */
  passed: () => number;
};
let acting: Browser | null = null;

const here = (): Browser => {
  if (acting === null) throw new Error('no phone is in hand');
  return acting;
};

/** Puts the globals of a browser in place; they belong to the phone in hand. */
export function putBrowserInPlace(): void {
  const storage = {
    getItem: (name: string) => here().storage.get(name) ?? null,
    setItem: (name: string, value: string) => void here().storage.set(name, value),
    removeItem: (name: string) => void here().storage.delete(name),
  };
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('location', { origin: ORIGIN });
  const real = performance.now.bind(performance);
  // The time that has passed in truth: whoever sets a clock does not make it pass.
  vi.spyOn(performance, 'now').mockImplementation(() => real() + (acting?.passed() ?? 0));
  vi.stubGlobal('caches', { open: (name: string) => here().caches.open(name) });
  vi.stubGlobal('navigator', {
    onLine: true,
    // One page of a phone at a time: nobody else holds the secret of its session.
    locks: {
      query: async () => ({ held: [] }),
      request: async (_: string, ...given: unknown[]) => (given.at(-1) as () => unknown)(),
    },
    get storage() {
      return here().files.storage;
    },
  });
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init: RequestInit = {}) => {
    const request = input instanceof Request ? input : null;
    const url = input instanceof Request ? new URL(input.url) : new URL(input, ORIGIN);
    const headers = request?.headers ?? init.headers ?? {};
    return await here().fetch(url.pathname + url.search, { ...init, headers });
  });
}

/** Loads the client's code once more: what it keeps in modules belongs to one phone. */
async function loadClient() {
  vi.resetModules();
  const [connection, instance, clock, outbox, receipt, store, keys, seal, worker] =
    await Promise.all([
      import('#client/api/connection.ts'),
      import('#client/api/instance.ts'),
      import('#client/i18n/clock.ts'),
      import('#client/offline/outbox/outbox.ts'),
      import('#client/offline/outbox/receipt.ts'),
      import('#client/offline/outbox/store.ts'),
      import('#client/offline/keys/session-keys.ts'),
      import('#client/offline/outbox/seal.ts'),
      import('#client/offline/worker/kept-answers.ts'),
    ]);
  return {
    ...connection,
    ...instance,
    ...clock,
    ...outbox,
    ...receipt,
    ...store,
    ...keys,
    ...seal,
    ...worker,
  };
}
type Client = Awaited<ReturnType<typeof loadClient>>;

export type HostilePhone = Awaited<ReturnType<typeof openHostilePhone>>;

type Given = { test: TestApp; account: TestClient; random: Random; met: (what: string) => void };

/** State of a phone that its page and its browser share. */
type Hand = {
  cookie: string | null;
  /** Milliseconds by which its own clock is ahead of the server's. */
  ahead: number;
  isFull: boolean;
  life: Life;
  kills: ReturnType<typeof killer>;
};

function standAt({ test }: Given, { ahead }: Hand): void {
  vi.setSystemTime(Date.parse(test.clock.now()) + ahead);
}

/** The browser of a phone, whose requests go over a hostile line; the server has its own time meanwhile. */
function browserOf(given: Given, hand: Hand) {
  const { test, random, met } = given;
  async function ask(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (hand.cookie !== null) headers.set('cookie', hand.cookie);
    const now = Date.parse(test.clock.now());
    vi.setSystemTime(now);
    try {
      const answer = await test.app.request(path, { ...init, headers });
      answer.headers.set('date', new Date(now).toUTCString());
      return answer;
    } finally {
      standAt(given, hand);
    }
  }
  const begun = Date.parse(TEST_NOW);
  const line = hostileLine(ask, random, met);
  const browser: Browser = {
    caches: fakeCaches().caches,
    files: fakePrivateFiles(),
    storage: new Map(),
    passed: () => Date.parse(test.clock.now()) - begun,
    async fetch(path, init) {
      const { life } = hand;
      if (life.isDead()) return await never();
      const answer = await line.send(path, init);
      return life.isDead() ? await never() : answer;
    },
  };
  return { browser, line };
}

/** Opens the outbox of a page. A full device keeps nothing more; what it has it can still change. */
function outboxOf(client: Client, accountId: string, store: OutboxStore, hand: Hand): Outbox {
  const full = async () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
  const keeping = () => {
    const given = hand.isFull ? { ...store, add: full, addAll: full } : store;
    return mortalStore(given, hand.life, hand.kills);
  };
  let kept: Promise<ReceiptKey[]> | null = null;
  const keysOf = async () => {
    const response = await client.watchedFetch('/.well-known/diaban-keys.json');
    return ((await response.json()) as { keys: ReceiptKey[] }).keys;
  };
  return client.createOutbox({
    accountId,
    store: async () => keeping(),
    fetch: client.watchedFetch,
    readReceipt: client.receiptReader(async (anew) => {
      if (anew) kept = null;
      kept ??= keysOf();
      kept.catch(() => (kept = null));
      return await kept;
    }),
    now: client.nowMilliseconds,
    clock: client.clock,
    seenAt: () => client.lastContact() ?? client.now(),
    async reachable() {
      if (client.connection().reachable && client.clock().isSure) return true;
      const live = client.watchedFetch('/api/health/live').then(({ ok }) => ok);
      return await live.catch(() => false);
    },
    openSealed: () =>
      client.keepKeyAndOpen(keeping(), accountId, unsentServer(client.watchedFetch, accountId)),
    refusalSeen: async () => undefined,
    oneAtATime: (work) => work(),
    tell: () => undefined,
  });
}

const NO_KILLS = () => killer([], () => undefined);

/** A phone with the real client behind a line on which others answer too. One phone is in hand at a time. */
export async function openHostilePhone(given: Given) {
  const { test, account, met } = given;
  const accountId = account.account?.accountId ?? '';
  const client: Client = await loadClient();
  const cookie = await newSession(test.deps, accountId);
  const hand: Hand = { cookie, ahead: 0, isFull: false, life: createLife(), kills: NO_KILLS() };
  const { browser, line } = browserOf(given, hand);
  acting = browser;
  const sealFor = unsentKey(test.deps.config);
  const name = `hostile-${accountId}`;
  const store = await client.openOutboxStore(() => sealFor, name, client.deviceKeys);
  await client.deviceKeys.begin(accountId);
  // Its sign-in has bound it to this installation.
  await client.watchedFetch('/api/me');
  client.keepInstance();
  /** Labels of the entries that the phone has shown as sent. */
  const shownSent = new Set<string>();
  const openPage = () => {
    const opened = outboxOf(client, accountId, store, hand);
    opened.onSettled(({ label }, { kind }) => kind === 'done' && shownSent.add(label));
    return opened;
  };
  let outbox = openPage();
  return {
    accountId,
    store,
    shownSent,
    clock: client,
    line,
    hand,
    outbox: () => outbox,
    /** Takes the phone in hand: from now on the globals are its own. */
    inHand(): void {
      acting = browser;
      standAt(given, hand);
    },
    /** Ends the page at one of the next steps of its storage. */
    willDie: (steps: number) => void (hand.kills = killer([steps], () => met('killed page'))),
    /** Opens the page anew, as after a kill or a reload: it asks who is there, as each page does. */
    async reopen(): Promise<void> {
      outbox.sleep(true);
      hand.life.die();
      Object.assign(hand, { life: createLife(), kills: NO_KILLS() });
      outbox = openPage();
      const me = await client.watchedFetch('/api/me').catch(() => null);
      if (me?.ok !== true) return;
      client.keepInstance();
      await client.deviceKeys.begin(accountId);
      await outbox.send();
    },
    signIn: async () => void (hand.cookie ??= await newSession(test.deps, accountId)),
    reads: (path: string) => readThrough(client, path),
    async remove(): Promise<void> {
      outbox.sleep(true);
      store.close();
      await client.deviceKeys.destroy();
    },
  };
}

/** Reads an address through the worker, as a page does; null where nobody answers and nothing is kept. */
async function readThrough(client: Client, path: string): Promise<Response | null> {
  const later: Promise<unknown>[] = [];
  const request = new Request(new URL(path, ORIGIN), client.withInstance({}));
  const answer = await client.answerTo(request, (one) => void later.push(one)).catch(() => null);
  await Promise.allSettled(later);
  return answer;
}

/** Presses the button of a form; gives what its author sees. */
export async function submitOn(
  { hand, outbox }: HostilePhone,
  entry: NewEntry,
): Promise<'sent' | 'kept' | 'told' | 'died'> {
  const submitted = outbox()
    .submit(entry)
    .then(
      ({ sent }) => (sent ? ('sent' as const) : ('kept' as const)),
      () => 'told' as const,
    );
  return (await hand.life.lives(submitted)) ?? 'died';
}
