import { describe, expect, it } from 'vitest';

import { device, written } from '#tests/support/faults/faulty-device.ts';

import { EntryGone } from './store.ts';

const HOLD = { holdMilliseconds: 10_000 };
const held = (name: string, lane: string) => ({ ...written(name, lane), ...HOLD });

async function phone() {
  const given = await device([], true);
  const { outbox } = given.openTab('leader');
  const first = async () => {
    const [entry] = await given.entries();
    if (entry === undefined) throw new Error('nothing was kept');
    return entry;
  };
  return { ...given, outbox, first, sent: () => given.server.applied.map(({ name }) => name) };
}

describe('an entry that is held for its writer', () => {
  it('is kept on the device and sent once its time has passed', async () => {
    const { outbox, sent, passTime } = await phone();
    expect(await outbox.submit(held('a0', 'a'))).toEqual({ sent: false });
    await outbox.send();
    expect(sent()).toEqual([]);
    passTime(10_000);
    await outbox.send();
    expect(sent()).toEqual(['a0']);
  });

  it('can be taken out as if it had never been written, until it is sent', async () => {
    const { outbox, entries, first, sent, passTime } = await phone();
    await outbox.submit(held('a0', 'a'));
    await outbox.takeOut((await first()).id);
    expect([await entries(), outbox.entries()]).toEqual([[], []]);
    await outbox.submit(held('a1', 'a'));
    passTime(10_000);
    await outbox.send();
    await expect(outbox.takeOut((await first()).id)).rejects.toBeInstanceOf(EntryGone);
    expect(sent()).toEqual(['a1']);
  });

  it('goes before what its writer writes next about the same thing, and lets other things pass', async () => {
    const { outbox, sent } = await phone();
    await outbox.submit(held('a0', 'a'));
    await outbox.submit(written('b0', 'b'));
    expect(sent()).toEqual(['b0']);
    expect(await outbox.submit(written('a1', 'a'))).toMatchObject({ sent: true });
    expect(sent()).toEqual(['b0', 'a0', 'a1']);
  });

  it('goes when its writer leaves the page', async () => {
    const { outbox, sent } = await phone();
    await outbox.submit(held('a0', 'a'));
    await outbox.endHolds();
    expect(sent()).toEqual(['a0']);
  });

  it('stays while its form is open, also when the camera takes the page away, and goes when that closes', async () => {
    const { outbox, first, sent, passTime } = await phone();
    await outbox.submit(held('a0', 'a'));
    const { id } = await first();
    await outbox.holdForForm(id);
    await outbox.endHolds();
    passTime(60_000);
    await outbox.send();
    expect(sent()).toEqual([]);
    await outbox.endFormHold(id);
    expect(sent()).toEqual(['a0']);
  });

  it('goes out as its form has left it', async () => {
    const { outbox, first, sent } = await phone();
    await outbox.submit(held('a0', 'a'));
    const { id } = await first();
    await outbox.holdForForm(id);
    await outbox.replace(id, written('a9', 'a'));
    await outbox.endFormHold(id);
    expect(sent()).toEqual(['a9']);
  });

  it('survives a page that is killed, also with its form open', async () => {
    const { outbox, first, sent, passTime, openTab } = await phone();
    await outbox.submit(held('a0', 'a'));
    await outbox.holdForForm((await first()).id);
    const next = openTab('leader').outbox;
    await next.send();
    expect(sent()).toEqual([]);
    passTime(1_800_000);
    await next.send();
    expect(sent()).toEqual(['a0']);
  });
});
