import { describe, expect, it } from 'vitest';

import { StrangerAnswered } from '#client/api/instance.ts';
import { device, entryFor, written } from '#tests/support/faults/faulty-device.ts';

import { type SenderPorts, sendWaiting } from './sender.ts';

const NOW = Date.parse('2026-03-02T01:00:00Z');
const HOUR = 3_600_000;
const clockOf = (skew: number | null) => ({ skew, isSure: skew !== null });

/** Makes the sender of one tab, with the server that a test gives it. */
async function sender(given: Partial<SenderPorts>) {
  const { store, ...rest } = await device([], false);
  const ports: SenderPorts = {
    store,
    fetch: async () => Response.json({}),
    readReceipt: async () => 'a.receipt.of-it',
    now: () => NOW,
    clock: () => clockOf(0),
    reachable: async () => true,
    oneAtATime: (work) => work(),
    onOutcome: () => undefined,
    ...given,
  };
  const add = async (name: string, more: { clockKnown?: boolean } = {}, lane = name) => {
    const entry = await entryFor(name, lane, { store, ...rest });
    await store.add({ ...entry, ...more }, []);
    return entry.id;
  };
  return { store, add, send: () => sendWaiting(ports, 'leader') };
}

describe('an entry that is being sent', () => {
  it("is first shown to its author where the device's clock was behind", async () => {
    let calls = 0;
    const fetch = async () => {
      calls += 1;
      return Response.json({});
    };
    const { store, add, send } = await sender({ fetch, clock: () => clockOf(2 * HOUR) });
    const doubtful = await add('a', { clockKnown: false });
    const sure = await add('b', { clockKnown: true });
    await send();
    expect(await store.get(doubtful)).toMatchObject({
      state: 'refused',
      problem: { code: 'device.clock_wrong' },
    });
    expect(await store.get(sure)).toMatchObject({ state: 'sent' });
    expect(calls).toBe(1);
  });

  it('is sent again under its key after a lost answer, whatever its clock: the server may have it', async () => {
    let known: number | null = null;
    let calls = 0;
    const { store, add, send } = await sender({
      clock: () => clockOf(known),
      fetch: async () => {
        calls += 1;
        if (calls === 1) throw new TypeError('network');
        return Response.json({});
      },
    });
    const id = await add('a', { clockKnown: false });
    await send();
    known = 2 * HOUR;
    await send();
    expect(await store.get(id)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('keeps the result that another tab has recorded meanwhile', async () => {
    const id: { value?: string } = {};
    const { store, add, send } = await sender({
      fetch: async () => {
        // Without locks another tab may send the same entry and receive its answer first.
        await store.update(id.value ?? '', (entry) => ({ ...entry, state: 'sent' }));
        return Response.json({ code: 'handover.not_pending' }, { status: 409 });
      },
    });
    id.value = await add('a');
    await send();
    expect(await store.get(id.value)).toMatchObject({ state: 'sent', problem: null });
  });

  it('may be changed after a refusal before the server read it', async () => {
    const given = await device(['signed_out'], true);
    const { outbox } = given.openTab('leader');
    await outbox.submit(written('a0', 'a'));
    const [entry] = await given.entries();
    expect(entry).toMatchObject({ state: 'waiting', attempts: 0 });
    await outbox.replace(entry?.id ?? '', written('a9', 'a'));
    await outbox.send();
    expect(given.server.applied.map(({ name }) => name)).toEqual(['a9']);
  });

  it('waits while the server cannot be reached, and names the next attempt', async () => {
    const { store, add, send } = await sender({ reachable: async () => false });
    const id = await add('a');
    expect(await send()).toBe(NOW + 2_000);
    expect(await store.get(id)).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  it('is tried once where the network fails, and comes again later with all that wait', async () => {
    let calls = 0;
    const { store, add, send } = await sender({
      fetch: () => {
        calls += 1;
        return calls > 1 ? Promise.resolve(Response.json({})) : Promise.reject(new TypeError());
      },
    });
    const [first, other] = [await add('a'), await add('b')];
    expect(await send()).toBe(NOW + 2_000);
    expect(calls).toBe(1);
    expect(await store.get(first)).toMatchObject({ state: 'waiting', attempts: 1, notBefore: 0 });
    expect(await store.get(other)).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  it('pauses after a failure of the server, without holding up other entries', async () => {
    const { store, add, send } = await sender({
      fetch: async (_path, { body }) =>
        (body as string).includes('"a"')
          ? Response.json({}, { status: 500, headers: { 'retry-after': '30' } })
          : Response.json({}),
    });
    const [failing, other] = [await add('a'), await add('b')];
    expect(await send()).toBe(NOW + 30_000);
    expect(await store.get(failing)).toMatchObject({
      state: 'waiting',
      attempts: 1,
      notBefore: NOW + 30_000,
    });
    expect(await store.get(other)).toMatchObject({ state: 'sent' });
  });
});

describe('a sent entry', () => {
  it('stays visible for a day', async () => {
    const given = await device([], true);
    const { outbox } = given.openTab('leader');
    await outbox.submit(written('a0', 'a'));
    const left = async (tenMinutes: number) => {
      for (let passed = 0; passed < tenMinutes; passed += 1) given.passTime();
      await outbox.send();
      return (await given.entries()).map(({ state }) => state);
    };
    expect(await left(24 * 6)).toEqual(['sent']);
    expect(await left(1)).toEqual([]);
  });
});

describe('an entry that somebody else on the line blocks', () => {
  it('holds back later entries about the same thing, and nothing else', async () => {
    const blocked = new StrangerAnswered('stranger', 403);
    const fetch = async (_: string, init: RequestInit) => {
      if ((init.body as string).includes('firewalled')) throw blocked;
      return Response.json({});
    };
    const given = await sender({ fetch });
    const [first, behind, other] = [
      await given.add('firewalled', {}, 'a'),
      await given.add('behind', {}, 'a'),
      await given.add('other', {}, 'b'),
    ];
    await given.send();
    const state = async (id: string) => (await given.store.get(id))?.state;
    expect([await state(first), await state(behind), await state(other)]).toEqual([
      'waiting',
      'waiting',
      'sent',
    ]);
    expect(await given.store.get(first)).toMatchObject({
      held: { by: 'stranger', status: 403 },
      posted: true,
    });
    expect(await given.store.get(other)).toMatchObject({ receipt: 'a.receipt.of-it', held: null });
  });
});
