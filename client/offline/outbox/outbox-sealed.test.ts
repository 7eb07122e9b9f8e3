import { describe, expect, it, vi } from 'vitest';

import { importKey } from '#client/offline/keys/sealed-bytes.ts';
import { asEarlierRelease } from '#tests/support/convergence/older-release.ts';
import { EARLIER_KEY, SERVER } from '#tests/support/faults/account-key.ts';
import { device, entryFor, written } from '#tests/support/faults/faulty-device.ts';
import { outboxOf } from '#tests/support/faults/leaders-outbox.ts';

import { pauseAfter } from './rules.ts';
import { closeUnsent, keepKeyAndOpen, openSealed } from './seal.ts';
import { openOutboxStore } from './store.ts';

describe('what is written while earlier work is sealed', () => {
  it('waits until that is open, and goes after it', async () => {
    const given = await device([], true);
    const { store } = given;
    await store.add(await entryFor('a0', 'a', given), []);
    await closeUnsent(store);
    const sent: unknown[] = [];
    let hasNetwork = false;
    const outbox = outboxOf(given, {
      fetch: async (_, init) => {
        sent.push(await new Response(init.body).json());
        return Response.json({});
      },
      openSealed: async () => {
        if (!hasNetwork) throw new TypeError('network');
        await keepKeyAndOpen(store, 'leader', SERVER.for('leader'));
      },
    });
    expect(await outbox.submit(written('a1', 'a'))).toEqual({ sent: false });
    expect(sent).toEqual([]);
    hasNetwork = true;
    await outbox.send();
    expect(sent).toEqual([{ name: 'a0' }, { name: 'a1' }]);
    outbox.sleep(true);
  });

  it('lets a while pass before it asks again for a key that it could not get', async () => {
    const given = await device([], true);
    await given.store.add(await entryFor('a0', 'a', given), []);
    await closeUnsent(given.store);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const askForKey = vi.fn<() => Promise<void>>().mockRejectedValue(new TypeError('network'));
    const outbox = outboxOf(given, { openSealed: askForKey });
    try {
      await outbox.send();
      await vi.advanceTimersByTimeAsync(pauseAfter(1, null) - 1);
      expect(askForKey).toHaveBeenCalledOnce();
      vi.advanceTimersByTime(1);
      vi.useRealTimers();
      await vi.waitFor(() => expect(askForKey).toHaveBeenCalledTimes(2));
    } finally {
      vi.useRealTimers();
      outbox.sleep(true);
    }
  });

  it('goes after an entry that an earlier release has sealed without its place', async () => {
    const given = await device([], true);
    const { name, keys } = given;
    const key = await importKey(EARLIER_KEY);
    await given.store.add(await entryFor('a0', 'a', given), []);
    const later = await entryFor('a1', 'a', given);
    await asEarlierRelease(name, given.store, key, 'sealed');
    await keys.begin('leader');
    const store = await openOutboxStore(() => SERVER.key, name, keys);
    await store.addAll([later]);
    await openSealed(store, 'leader', [key]);
    expect((await store.all()).map(({ title }) => title)).toEqual(['a0', 'a1']);
  });
});
