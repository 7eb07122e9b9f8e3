import { describe, expect, it, vi } from 'vitest';

import { ApiUnreachable } from '#client/api/problem.ts';
import { device, entryFor, written } from '#tests/support/faults/faulty-device.ts';
import { outboxOf, WRITTEN_AT } from '#tests/support/faults/leaders-outbox.ts';

import type { OutboxPorts } from './outbox.ts';
import { closeUnsent } from './seal.ts';
import { EntryGone } from './store.ts';

const A_DAY = 86_400_000;

describe('the state that an outbox shows', () => {
  it('is known once the device was read, and its listeners hear of each reading until they leave', async () => {
    const given = await device([], true);
    const outbox = outboxOf(given);
    expect([outbox.hasLooked(), outbox.entries()]).toEqual([false, []]);
    const heard = vi.fn<() => void>();
    const leave = outbox.subscribe(heard);
    await given.store.add(await entryFor('a0', 'a', given), []);
    await outbox.look();
    expect([outbox.hasLooked(), outbox.entries().length]).toEqual([true, 1]);
    expect(heard).toHaveBeenCalledOnce();
    leave();
    await outbox.look();
    expect(heard).toHaveBeenCalledOnce();
  });

  it('counts unsent work of others, and the sealed work of each apart', async () => {
    const given = await device([], true);
    const { store } = given;
    const add = async (name: string, accountId: string, state: 'waiting' | 'sent' = 'waiting') =>
      store.add({ ...(await entryFor(name, name, given)), accountId, state }, []);
    await store.keepSession('officer');
    await add('b0', 'officer');
    await add('b1', 'officer');
    await closeUnsent(store);
    await store.keepSession('leader');
    await add('a0', 'leader');
    await closeUnsent(store);
    await store.keepSession('leader');
    await add('a1', 'leader');
    await add('c0', 'planner');
    await add('c1', 'planner', 'sent');
    const outbox = outboxOf(given);
    await outbox.look();
    expect(outbox.entries().map(({ title }) => title)).toEqual(['a1']);
    expect(outbox.sealedWaiting()).toBe(1);
    expect(outbox.othersWaiting()).toBe(3);
  });

  it('keeps what was sent for a day, and forgets it then', async () => {
    const given = await device([], true);
    const sentAt = new Date(WRITTEN_AT).toISOString();
    const sent = { ...(await entryFor('a0', 'a', given)), state: 'sent' as const, sentAt };
    await given.store.add(sent, []);
    let now = WRITTEN_AT + A_DAY;
    const outbox = outboxOf(given, { now: () => now });
    await outbox.send();
    expect(await given.entries()).toHaveLength(1);
    now += 1;
    await outbox.send();
    expect(await given.entries()).toEqual([]);
  });

  it('is told to the other tabs when it changes', async () => {
    const given = await device([], true);
    const tell = vi.fn<() => void>();
    const outbox = outboxOf(given, { tell });
    const entry = await given.store.add(await entryFor('a0', 'a', given), []);
    await outbox.look();
    expect(tell).not.toHaveBeenCalled();
    await outbox.discard(entry.id);
    expect(tell).toHaveBeenCalledOnce();
    expect(outbox.entries()).toEqual([]);
    tell.mockClear();
    // Once when it is kept, once when it is sent: nothing that was refused stands in a form.
    await outbox.submit(written('a1', 'a'));
    expect(tell).toHaveBeenCalledTimes(2);
  });

  it('has no file that the device does not hold', async () => {
    const given = await device([], true);
    const outbox = outboxOf(given, { reachable: async () => false });
    const file = new File(['photo'], 'anh.jpg', { type: 'image/jpeg' });
    const attachments = [{ id: 'one', path: '/files', fields: {}, file }];
    await outbox.submit({ ...written('a0', 'a'), attachments });
    const [entry] = await given.entries();
    if (entry === undefined) throw new Error('nothing was kept');
    expect(await outbox.file(entry, 'another')).toBeNull();
    expect(await (await outbox.file(entry, 'one'))?.text()).toBe('photo');
    await given.store.removeContents(entry.id);
    expect(await outbox.file(entry, 'one')).toBeNull();
  });
});

describe('an entry that waits', () => {
  it('is tried at once when its author asks, however long its pause', async () => {
    const given = await device([], true);
    const waiting = { ...(await entryFor('a0', 'a', given)), notBefore: WRITTEN_AT + 300_000 };
    await given.store.add(waiting, []);
    const outbox = outboxOf(given);
    await outbox.send();
    expect((await given.entries())[0]?.state).toBe('waiting');
    await outbox.retry(waiting.id);
    expect((await given.entries())[0]).toMatchObject({ state: 'sent', key: waiting.key });
  });

  it('that was refused is tried under another key, with other content where it was changed', async () => {
    const given = await device([], true);
    const refused = { ...(await entryFor('a0', 'a', given)), state: 'refused' as const };
    await given.store.add({ ...refused, clockKnown: false, attempts: 3 }, []);
    const bodies: unknown[] = [];
    const outbox = outboxOf(given, {
      clock: () => ({ skew: A_DAY, isSure: true }),
      fetch: async (_, init) => {
        bodies.push(await new Response(init.body).json());
        return Response.json({});
      },
    });
    await outbox.retry(refused.id, { name: 'a9' });
    const [entry] = await given.entries();
    expect(bodies).toEqual([{ name: 'a9' }]);
    expect(entry).toMatchObject({ state: 'sent', attempts: 1, clockKnown: true });
    expect(entry?.key).not.toBe(refused.key);
    await outbox.retry(refused.id);
    expect(bodies).toHaveLength(1);
  });

  it('cannot be replaced once it is gone', async () => {
    const given = await device([], true);
    const replaced = outboxOf(given).replace('nowhere', written('a0', 'a'));
    await expect(replaced).rejects.toBeInstanceOf(EntryGone);
  });

  it('is left alone while the outbox sleeps', async () => {
    const given = await device([], true);
    await given.store.add(await entryFor('a0', 'a', given), []);
    const outbox = outboxOf(given);
    outbox.sleep(true);
    await outbox.send();
    expect((await given.entries())[0]?.state).toBe('waiting');
    outbox.sleep(false);
    await outbox.send();
    expect((await given.entries())[0]?.state).toBe('sent');
  });

  it.each(['sent', 'refused'] as const)(
    'is reported to its author when another tab got it %s',
    async (state) => {
      const given = await device([], true);
      const problem = {
        code: 'handover.not_pending',
        status: 409,
        sentence: '',
        errors: [],
        parameters: {},
        requestId: '',
      };
      const settle = async () => {
        const [entry] = await given.entries();
        await given.store.update(entry?.id ?? '', (one) => ({
          ...one,
          state,
          problem: state === 'sent' ? null : problem,
        }));
      };
      // The other tab has the lock and is done with everything before this one gets it.
      const outbox = outboxOf(given, { oneAtATime: settle });
      const outcome = await outbox.submit(written('a0', 'a')).catch((error: unknown) => error);
      expect(outcome).toMatchObject(
        state === 'sent' ? { sent: true, answer: null } : { code: problem.code },
      );
    },
  );
});

describe('on a device that cannot store anything', () => {
  const closed = () => Promise.reject(new Error('a private window'));
  const answering = async (fetch: OutboxPorts['fetch']) =>
    outboxOf(await device([], true), { store: closed, fetch }).submit(written('a0', 'a'));

  it('an entry is sent all the same, and its author gets the result', async () => {
    expect(await answering(async () => Response.json({ id: 7 }))).toEqual({
      sent: true,
      answer: { id: 7 },
    });
    const refused = async () => Response.json({ code: 'point.merged' }, { status: 409 });
    await expect(answering(refused)).rejects.toMatchObject({ code: 'point.merged' });
    const lost = () => Promise.reject(new TypeError('network'));
    await expect(answering(lost)).rejects.toBeInstanceOf(ApiUnreachable);
  });

  describe('a second press after a lost answer', () => {
    /** Presses as often as there are answers; gives the key of each request. */
    async function keysOf(answers: readonly (Response | null)[], names: readonly string[]) {
      const keys: (string | null)[] = [];
      const remaining = [...answers];
      const outbox = outboxOf(await device([], true), {
        store: closed,
        fetch: async (_path, init) => {
          keys.push(new Headers(init.headers).get('idempotency-key'));
          const answer = remaining.shift() ?? null;
          if (answer === null) throw new TypeError('network');
          return answer;
        },
      });
      for (const name of names) await outbox.submit(written(name, 'a')).catch(() => undefined);
      return keys;
    }
    const done = () => Response.json({ id: 7 });
    const refused = () => Response.json({ code: 'point.merged' }, { status: 409 });
    const cut = () => new Response('{"id":');

    it('is sent under the same key, so that the server writes it once', async () => {
      const [first, second, third] = await keysOf([null, cut(), done()], ['a0', 'a0', 'a0']);
      expect(first).toMatch(/\S/);
      expect([second, third]).toEqual([first, first]);
    });

    it('has a key of its own where the content has changed', async () => {
      const [first, second] = await keysOf([null, done()], ['a0', 'a1']);
      expect(second).not.toBe(first);
    });

    it('has a key of its own once the server has answered', async () => {
      const [first, second, third] = await keysOf([done(), refused(), done()], Array(3).fill('a0'));
      expect(new Set([first, second, third]).size).toBe(3);
    });
  });
});
