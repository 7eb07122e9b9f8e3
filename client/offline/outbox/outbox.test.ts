import { describe, expect, it } from 'vitest';

import { device, entryFor, written } from '#tests/support/faults/faulty-device.ts';

import type { Entry } from './entry.ts';
import { createOutbox } from './outbox.ts';
import { EntryGone } from './store.ts';

describe('the outbox of one account', () => {
  it('never sends the entries of another', async () => {
    const given = await device([], true);
    const leader = given.openTab('leader').outbox;
    leader.sleep(true);
    await given.store.add(await entryFor('a0', 'a', given), []);
    await given.keys.begin('officer');
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
    expect(await outbox.submit(written('a0', 'a'))).toEqual({ sent: true, answer: { name: 'a0' } });
    expect((await given.entries()).map(({ state }) => state)).toEqual(['sent']);
  });

  it('shows a refusal on the next page if this one is killed before its writer has seen it', async () => {
    const given = await device(['refused'], true);
    const { outbox } = given.openTab('leader', { refusalSeen: () => new Promise(() => undefined) });
    await expect(outbox.submit(written('a0', 'a'))).rejects.toMatchObject({
      code: 'handover.not_pending',
    });
    expect(outbox.entries()).toEqual([]);
    const next = given.openTab('leader').outbox;
    await next.look();
    expect(next.entries()).toMatchObject([{ state: 'refused', title: 'a0' }]);
  });

  it('asks a writer who is still there to confirm an act that decides, and keeps nothing of it', async () => {
    const given = await device(['confirm'], true);
    const { outbox } = given.openTab('leader');
    await expect(outbox.submit(written('a0', 'a'))).rejects.toMatchObject({
      code: 'session.confirm_again',
    });
    expect(await given.entries()).toEqual([]);
    expect(await outbox.submit(written('a0', 'a'))).toEqual({ sent: true, answer: { name: 'a0' } });
  });

  it('keeps what must be confirmed where the form has gone, and sends it afterwards', async () => {
    const given = await device(['confirm'], true);
    const { outbox } = given.openTab('leader');
    expect(await outbox.submit(written('a0', 'a'), () => false)).toEqual({ sent: false });
    expect((await given.entries()).map(({ state }) => state)).toEqual(['waiting']);
    await outbox.send();
    expect(given.server.applied.map(({ name }) => name)).toEqual(['a0']);
  });

  it('keeps a refused entry whose form has gone before the answer came', async () => {
    const given = await device(['refused'], true);
    const { outbox } = given.openTab('leader');
    expect(await outbox.submit(written('a0', 'a'), () => false)).toEqual({ sent: false });
    const [entry] = await given.entries();
    expect(entry).toMatchObject({ state: 'refused', problem: { code: 'handover.not_pending' } });
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

  it('keeps many in one go, so that a page that closes in the middle loses none and sends none twice', async () => {
    const given = await device(['none', 'killed_after'], true);
    const first = given.openTab('leader');
    const many = ['a0', 'b0', 'c0', 'd0'].map((name) => written(name, name));
    await first.outbox.submitAll(many);
    // The page has gone while the second answer was on its way; another one opens.
    await first.died;
    const later = given.openTab('leader');
    await later.outbox.send();
    expect(given.server.applied.map(({ name }) => name)).toEqual(['a0', 'b0', 'c0', 'd0']);
    expect((await given.entries()).map(({ state }) => state)).toEqual(Array(4).fill('sent'));
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
      readReceipt: async () => 'a.receipt.of-it',
      now: Date.now,
      seenAt: () => '2026-03-02T01:00:00.000Z',
      clock: () => ({ skew: 0, isSure: true }),
      reachable: async () => true,
      openSealed: async () => undefined,
      refusalSeen: async () => undefined,
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
    // A wrong clock makes a try of a minute ago look old: sent again as it was, under its key, it is not written twice.
    await outbox.retry(entry?.id ?? '', { name: 'renewed' });
    expect(given.server.applied).toHaveLength(1);
    expect((await given.entries())[0]).toMatchObject({ state: 'sent', key: entry?.key });
  });
});
