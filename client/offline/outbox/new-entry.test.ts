import { describe, expect, it } from 'vitest';

import type { Entry } from './entry.ts';
import { anew, entryOf, triedAgain } from './new-entry.ts';

const WRITING = {
  accountId: 'lan',
  now: () => Date.UTC(2026, 10, 27, 3),
  clock: () => ({ skew: 0 as number | null, isSure: true }),
  seenAt: () => '2026-11-27T02:00:00.000Z',
};
const NOTHING_KNOWN = { skew: null, isSure: false };
const WRITTEN = {
  kind: 'check',
  path: '/api/points/7/checks',
  body: { result: 'no_sign' },
  lane: 'point:7',
  title: 'Ghi',
  label: 'DP-00007',
  lines: [],
  context: null,
};

describe('a new entry of the outbox', () => {
  it('is of its writer, of what they had seen, and due at once', async () => {
    const { entry, contents } = await entryOf(WRITTEN, WRITING);
    expect(entry).toMatchObject({
      ...WRITTEN,
      accountId: 'lan',
      writtenAt: '2026-11-27T03:00:00.000Z',
      seenAt: '2026-11-27T02:00:00.000Z',
      clockKnown: true,
      state: 'waiting',
      attempts: 0,
      notBefore: 0,
      problem: null,
      sentAt: null,
      attachments: [],
    });
    expect(contents).toEqual([]);
    const unsure = await entryOf(WRITTEN, { ...WRITING, clock: () => NOTHING_KNOWN });
    expect(unsure.entry.clockKnown).toBe(false);
    expect(unsure.entry.key).not.toBe(entry.key);
  });

  it('bears the time of the clock by which its days were proposed, where that was corrected meanwhile', async () => {
    const openedBy = { skew: 0, isSure: true };
    const corrected = { skew: 3_600_000, isSure: true };
    const writing = { ...WRITING, clock: () => corrected };
    const { entry } = await entryOf({ ...WRITTEN, openedBy }, writing);
    expect(entry).toMatchObject({
      writtenAt: '2026-11-27T02:00:00.000Z',
      skew: 0,
      clockKnown: false,
    });
  });

  it('is held for its writer where the form says so', async () => {
    const { entry } = await entryOf({ ...WRITTEN, holdMilliseconds: 5_000 }, WRITING);
    expect(entry.notBefore).toBe(WRITING.now() + 5_000);
  });

  it('keeps its files beside it, none of them sent', async () => {
    const file = new File(['abc'], 'anh.jpg', { type: 'image/jpeg' });
    const attachments = [{ id: 'p1', path: '/api/attachments', fields: { pointId: '7' }, file }];
    const { entry, contents } = await entryOf({ ...WRITTEN, attachments }, WRITING);
    expect(entry.attachments).toEqual([
      {
        id: 'p1',
        path: '/api/attachments',
        fields: { pointId: '7' },
        name: 'anh.jpg',
        type: 'image/jpeg',
        bytes: 3,
        sent: false,
      },
    ]);
    expect(contents).toMatchObject([{ id: 'p1', entryId: entry.id }]);
    expect(contents[0]?.bytes.byteLength).toBe(3);
  });
});

describe('another try of an entry', () => {
  const problem = (code: string) => ({
    code,
    status: 409,
    sentence: '',
    errors: [],
    parameters: {},
    requestId: '',
  });
  const entry = async (more: Partial<Entry>) => ({
    ...(await entryOf(WRITTEN, { ...WRITING, clock: () => NOTHING_KNOWN })).entry,
    ...more,
  });

  it('of one that waits is due at once, under its key', async () => {
    const waiting = await entry({ state: 'waiting', notBefore: 9, attempts: 2 });
    expect(triedAgain(waiting)).toEqual({ ...waiting, notBefore: 0 });
    expect(triedAgain(waiting, { other: true })?.body).toEqual(waiting.body);
  });

  it('of a refused one is another intention with a key of its own, its clock asked about', async () => {
    const refused = await entry({
      state: 'refused',
      problem: problem('point.changed'),
      attempts: 3,
    });
    const again = triedAgain(refused);
    expect(again).toMatchObject({ state: 'waiting', attempts: 0, problem: null, clockKnown: true });
    expect(again?.key).not.toBe(refused.key);
    expect(again?.body).toEqual(refused.body);
    expect(triedAgain(refused, { other: true })?.body).toEqual({ other: true });
  });

  it('of one of which nobody knows the outcome goes as it was, under its key', async () => {
    const unknown = await entry({
      state: 'refused',
      problem: problem('request.outcome_unknown'),
      attempts: 3,
    });
    const again = triedAgain(unknown, { other: true });
    expect(again).toMatchObject({ key: unknown.key, body: unknown.body, attempts: 0 });
  });

  it('is none of one that is sent, or being sent', async () => {
    expect(triedAgain(await entry({ state: 'sent' }))).toBeNull();
    expect(triedAgain(await entry({ state: 'sending' }))).toBeNull();
  });

  it('begins with nothing tried', () => {
    expect(anew()).toMatchObject({ state: 'waiting', attempts: 0, notBefore: 0, problem: null });
    expect(anew().key).not.toBe(anew().key);
  });
});
