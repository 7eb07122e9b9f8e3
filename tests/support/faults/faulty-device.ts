import 'fake-indexeddb/auto';

import { randomUUID } from 'node:crypto';

import type { Entry, NewEntry } from '#client/offline/outbox/entry.ts';
import { createOutbox, type OutboxPorts } from '#client/offline/outbox/outbox.ts';
import type { OneAtATime } from '#client/offline/outbox/sender.ts';
import { createSessionKeys } from '#client/offline/keys/session-keys.ts';
import { openOutboxStore } from '#client/offline/outbox/store.ts';

import { SERVER } from './account-key.ts';

/** Fault of one request on its way. */
export type Fault =
  | 'none'
  | 'lost_before'
  | 'lost_after'
  | 'cut_answer'
  | 'failed'
  | 'busy'
  | 'refused'
  | 'signed_out'
  | 'confirm'
  | 'killed_before'
  | 'killed_after';
export const FAULTS: readonly Fault[] = [
  'none',
  'lost_before',
  'lost_after',
  'cut_answer',
  'failed',
  'busy',
  'refused',
  'signed_out',
  'killed_before',
  'killed_after',
];

type Applied = { key: string; name: string; account: string };

/** A server that remembers its keys, at the end of a line on which anything may happen. */
function faultyServer(faults: readonly Fault[]) {
  const applied: Applied[] = [];
  const remaining = [...faults];
  const answerTo = (status: number, body: unknown) => Response.json(body, { status });
  const never = () => new Promise<Response>(() => undefined);
  return {
    applied,
    get faulty() {
      return remaining.length > 0;
    },
    fetch: async (_path: string, init: RequestInit, kill: () => void): Promise<Response> => {
      const headers = new Headers(init.headers);
      const key = headers.get('idempotency-key') ?? '';
      const { name } = JSON.parse(init.body as string) as { name: string };
      const account = headers.get('x-diaban-account') ?? '';
      const apply = () => {
        if (!applied.some((one) => one.key === key)) applied.push({ key, name, account });
        return answerTo(200, { name });
      };
      const fault = remaining.shift() ?? 'none';
      switch (fault) {
        case 'none':
          return apply();
        case 'lost_before':
          throw new TypeError('network');
        case 'lost_after':
          apply();
          throw new TypeError('network');
        case 'cut_answer':
          apply();
          return new Response('{"name":', { status: 200 });
        case 'failed':
          return answerTo(500, { code: 'server.internal' });
        case 'busy':
          return answerTo(429, { code: 'request.too_many' });
        case 'refused':
          return applied.some((one) => one.key === key)
            ? apply()
            : answerTo(409, { code: 'handover.not_pending' });
        case 'signed_out':
          return answerTo(401, { code: 'session.missing' });
        case 'confirm':
          return answerTo(401, { code: 'session.confirm_again' });
        case 'killed_before':
          kill();
          return await never();
        case 'killed_after':
          apply();
          kill();
          return await never();
      }
    },
  };
}

/** The browser's lock: one after the other, and freed when its tab dies. */
export function browserLock() {
  let tail: Promise<void> = Promise.resolve();
  return (died: Promise<void>): OneAtATime =>
    (work) => {
      const mine = tail.then(() => Promise.race([work(), died]));
      tail = mine.catch(() => undefined);
      return mine;
    };
}

export function written(name: string, lane: string): NewEntry {
  return {
    kind: 'test',
    path: '/api/test',
    body: { name },
    lane,
    title: name,
    label: lane,
    lines: [],
    context: null,
  };
}

/** A device with tabs that come and go; its clock runs as far as it is told. */
export async function device(faults: readonly Fault[], locked: boolean) {
  // Drawn: databases outlive the tests of a file.
  const name = `test-${randomUUID()}`;
  const server = faultyServer(faults);
  const keys = createSessionKeys(`${name}-keys`);
  const store = await openOutboxStore(() => SERVER.key, name, keys);
  await keys.begin('leader');
  const lock = browserLock();
  let clock = Date.parse('2026-03-02T01:00:00Z');
  function openTab(accountId: string, more: Partial<OutboxPorts> = {}) {
    let die = (): void => undefined;
    const died = new Promise<void>((resolve) => {
      die = resolve;
    });
    const ports: OutboxPorts = {
      accountId,
      store: async () => store,
      fetch: (path, init) => server.fetch(path, init, () => die()),
      readReceipt: async () => 'a.receipt.of-it',
      now: () => clock,
      seenAt: () => new Date(clock).toISOString(),
      clock: () => ({ skew: 0, isSure: true }),
      reachable: async () => true,
      openSealed: async () => undefined,
      refusalSeen: async () => undefined,
      oneAtATime: locked ? lock(died) : (work) => Promise.race([work(), died]),
      tell: () => undefined,
      ...more,
    };
    const outbox = createOutbox(ports);
    outbox.sleep(false);
    return { outbox, died };
  }
  return {
    name,
    server,
    keys,
    store,
    openTab,
    passTime: (milliseconds = 600_000) => {
      clock += milliseconds;
    },
    entries: (): Promise<Entry[]> => store.all(),
  };
}
export type Device = Awaited<ReturnType<typeof device>>;

/** An entry as a writer leaves it who does not stay to see what becomes of it. */
export async function entryFor(name: string, lane: string, { entries }: Device): Promise<Entry> {
  const key = crypto.randomUUID();
  const at = new Date(Date.parse('2026-03-02T01:00:00Z')).toISOString();
  return {
    ...written(name, lane),
    attachments: [],
    id: `${key} ${(await entries()).length}`,
    seq: 0,
    accountId: 'leader',
    key,
    writtenAt: at,
    seenAt: at,
    clockKnown: true,
    state: 'waiting',
    attempts: 0,
    posted: false,
    held: null,
    receipt: null,
    notBefore: 0,
    problem: null,
    sentAt: null,
  };
}
