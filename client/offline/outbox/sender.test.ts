import 'fake-indexeddb/auto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Entry, NewEntry } from './entry.ts';
import { createOutbox, type OutboxPorts } from './outbox.ts';
import type { OneAtATime } from './sender.ts';
import { EntryGone, openOutboxStore } from './store.ts';

/** What befalls one request on its way. */
type Fault =
  | 'none'
  | 'lost_before'
  | 'lost_after'
  | 'cut_answer'
  | 'failed'
  | 'busy'
  | 'refused'
  | 'signed_out'
  | 'killed_before'
  | 'killed_after';
const FAULTS: readonly Fault[] = [
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
function browserLock() {
  let tail: Promise<void> = Promise.resolve();
  return (died: Promise<void>): OneAtATime =>
    (work) => {
      const mine = tail.then(() => Promise.race([work(), died]));
      tail = mine.catch(() => undefined);
      return mine;
    };
}

function written(name: string, lane: string): NewEntry {
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

let databases = 0;

/** A device with tabs that come and go; its clock runs as far as it is told. */
async function device(faults: readonly Fault[], locked: boolean) {
  const name = `test-${(databases += 1)}`;
  const server = faultyServer(faults);
  const store = await openOutboxStore(name);
  const lock = browserLock();
  let clock = Date.parse('2026-03-02T01:00:00Z');
  function openTab(accountId: string) {
    let die = (): void => undefined;
    const died = new Promise<void>((resolve) => {
      die = resolve;
    });
    const ports: OutboxPorts = {
      accountId,
      store: async () => store,
      fetch: (path, init) => server.fetch(path, init, () => die()),
      now: () => clock,
      seenAt: () => new Date(clock).toISOString(),
      reachable: async () => true,
      oneAtATime: locked ? lock(died) : (work) => Promise.race([work(), died]),
      tell: () => undefined,
    };
    const outbox = createOutbox(ports);
    outbox.sleep(false);
    return { outbox, died };
  }
  return {
    server,
    store,
    openTab,
    passTime: () => {
      clock += 600_000;
    },
    entries: (): Promise<Entry[]> => store.all(),
  };
}
type Device = Awaited<ReturnType<typeof device>>;

/** What people and browsers do, in any order. */
type Step =
  | { do: 'write'; lane: string }
  | { do: 'send'; tabs: number }
  | { do: 'retry' }
  | { do: 'reopen' };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('write' as const), lane: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ do: fc.constant('send' as const), tabs: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('retry' as const) }),
  fc.record({ do: fc.constant('reopen' as const) }),
);

async function follow(steps: readonly Step[], given: Device): Promise<string[]> {
  const names: string[] = [];
  let tab = given.openTab('leader');
  for (const one of steps) {
    if (one.do === 'write') {
      const name = `${one.lane}${names.length}`;
      names.push(name);
      // Its writer does not stay to see what becomes of it.
      await given.store.add(await entryFor(name, one.lane, given), []);
    } else if (one.do === 'send') {
      const tabs = Array.from({ length: one.tabs }, () => given.openTab('leader'));
      await Promise.all(tabs.map(({ outbox, died }) => Promise.race([outbox.send(), died])));
    } else if (one.do === 'retry') {
      const refused = (await given.entries()).find(({ state }) => state === 'refused');
      if (refused !== undefined) await Promise.race([tab.outbox.retry(refused.id), tab.died]);
    } else {
      tab = given.openTab('leader');
    }
    given.passTime();
  }
  await untilSent(given);
  return names;
}

async function entryFor(name: string, lane: string, { entries }: Device): Promise<Entry> {
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
    state: 'waiting',
    attempts: 0,
    notBefore: 0,
    problem: null,
    sentAt: null,
  };
}

/** In the end the line is good, somebody is signed in, and what was refused is tried again by hand. */
async function untilSent(given: Device): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const unsent = (await given.entries()).filter(({ state }) => state !== 'sent');
    if (unsent.length === 0) return;
    const { outbox, died } = given.openTab('leader');
    const refused = unsent.find(({ state }) => state === 'refused');
    await Promise.race([refused === undefined ? outbox.send() : outbox.retry(refused.id), died]);
    given.passTime();
  }
  throw new Error('something was never sent');
}

function byLane(names: readonly string[]): Record<string, string[]> {
  return Object.fromEntries(
    ['a', 'b', 'c'].map((lane) => [lane, names.filter((name) => name.startsWith(lane))]),
  );
}

describe('whatever happens to tabs and network', () => {
  const history = [
    fc.array(step, { minLength: 1, maxLength: 25 }),
    fc.array(fc.constantFrom(...FAULTS), { maxLength: 25 }),
  ] as const;

  it('each entry is applied once, and those about one thing in the order of writing', async () => {
    await fc.assert(
      fc.asyncProperty(...history, async (steps, faults) => {
        const given = await device(faults, true);
        const names = await follow(steps, given);
        const applied = given.server.applied.map(({ name }) => name);
        expect(applied.toSorted()).toEqual(names.toSorted());
        expect(byLane(applied)).toEqual(byLane(names));
      }),
      { numRuns: 150 },
    );
  });

  it('each entry is applied once even where the browser has no locks', async () => {
    await fc.assert(
      fc.asyncProperty(...history, async (steps, faults) => {
        const given = await device(
          faults.filter((fault) => fault !== 'refused'),
          false,
        );
        const names = await follow(steps, given);
        const applied = given.server.applied.map(({ name }) => name);
        expect(applied.toSorted()).toEqual(names.toSorted());
      }),
      { numRuns: 100 },
    );
  });
});

describe('the outbox of one account', () => {
  it('never sends the entries of another', async () => {
    const given = await device([], true);
    const leader = given.openTab('leader').outbox;
    leader.sleep(true);
    await given.store.add(await entryFor('a0', 'a', given), []);
    const officer = given.openTab('officer').outbox;
    await officer.submit(written('b0', 'b'));
    expect(given.server.applied).toMatchObject([{ name: 'b0', account: 'officer' }]);
    await officer.look();
    expect(officer.entries()).toHaveLength(1);
    expect(officer.othersWaiting()).toBe(1);
  });

  it('hands a refusal to the writer who is still there, and keeps nothing of it', async () => {
    const given = await device(['refused'], true);
    const { outbox } = given.openTab('leader');
    await expect(outbox.submit(written('a0', 'a'))).rejects.toMatchObject({
      code: 'handover.not_pending',
    });
    expect(await given.entries()).toEqual([]);
    expect(await outbox.submit(written('a0', 'a'))).toEqual({ sent: true, answer: { name: 'a0' } });
  });

  it('keeps what finds no network, and lets it be changed only while the server cannot have it', async () => {
    const given = await device(['lost_after'], true);
    const { outbox } = given.openTab('leader');
    expect(await outbox.submit(written('a0', 'a'))).toEqual({ sent: false });
    const [entry] = await given.entries();
    await expect(outbox.replace(entry?.id ?? '', written('a9', 'a'))).rejects.toBeInstanceOf(
      EntryGone,
    );
    await outbox.send();
    expect(given.server.applied.map(({ name }) => name)).toEqual(['a0']);
    expect((await given.entries())[0]?.state).toBe('sent');
  });

  it('holds back what follows a refused entry about the same thing, and nothing else', async () => {
    const given = await device(['lost_before', 'refused'], true);
    const { outbox } = given.openTab('leader');
    await outbox.submit(written('a0', 'a'));
    await given.store.add(await entryFor('a1', 'a', given), []);
    await given.store.add(await entryFor('b0', 'b', given), []);
    await outbox.send();
    expect(given.server.applied.map(({ name }) => name)).toEqual(['b0']);
    const [first] = await given.entries();
    await outbox.discard(first?.id ?? '');
    await outbox.send();
    expect(given.server.applied.map(({ name }) => name)).toEqual(['b0', 'a1']);
  });

  it('sends files before what names them, each once', async () => {
    const given = await device([], true);
    const sent: string[] = [];
    const { outbox } = given.openTab('leader');
    const withFiles = createOutbox({
      accountId: 'leader',
      store: async () => given.store,
      fetch: async (path) => {
        sent.push(path);
        if (sent.length === 2) throw new TypeError('network');
        return Response.json({});
      },
      now: Date.now,
      seenAt: () => '2026-03-02T01:00:00.000Z',
      reachable: async () => true,
      oneAtATime: (work) => work(),
      tell: () => undefined,
    });
    const file = new File(['photo'], 'anh.jpg', { type: 'image/jpeg' });
    const attachments = ['one', 'two'].map((id) => ({ id, path: '/files', fields: {}, file }));
    await withFiles.submit({ ...written('a0', 'a'), attachments });
    const [entry] = await given.entries();
    expect(await (await outbox.file(entry as Entry, 'two'))?.text()).toBe('photo');
    await withFiles.send();
    expect(sent).toEqual(['/files', '/files', '/files', '/api/test']);
    expect(await given.store.content('one')).toBeNull();
  });

  it('asks its writer when a try lies so far back that nobody can say what became of it', async () => {
    const given = await device(['lost_after'], true);
    const { outbox } = given.openTab('leader');
    await outbox.submit(written('a0', 'a'));
    for (let tries = 0; tries < 30 * 24 * 6; tries += 1) given.passTime();
    await outbox.send();
    const [entry] = await given.entries();
    expect(entry).toMatchObject({ state: 'refused', problem: { code: 'request.outcome_unknown' } });
    expect(given.server.applied).toHaveLength(1);
  });
});
