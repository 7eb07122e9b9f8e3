import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { clock } from '#client/i18n/clock.ts';

import { connection, noteSilence, onConnectionChange, watchedFetch } from './connection.ts';
import { marked } from '#tests/support/faults/marked-answers.ts';

const START = Date.UTC(2026, 10, 27, 6, 0, 0);
/** Time of the answers that the device has kept. */
const KEPT_AT = '2026-11-27T05:30:00.000Z';

let stored: Map<string, string>;
let heard: number;
let stop: () => void;
let answer: () => Promise<Response>;

const fresh = () =>
  Promise.resolve(new Response('{}', { headers: { date: new Date(Date.now()).toUTCString() } }));
const kept = () =>
  Promise.resolve(new Response('{}', { headers: { 'x-diaban-kept-at': KEPT_AT } }));
const silence = () => Promise.reject(new TypeError('no network'));

beforeEach(async () => {
  stored = new Map();
  vi.useFakeTimers({ now: START, toFake: ['Date'] });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
  vi.stubGlobal(
    'fetch',
    marked(() => answer()),
  );
  heard = 0;
  answer = fresh;
  await watchedFetch('/api/me');
  stop = onConnectionChange(() => {
    heard += 1;
  });
});
afterEach(async () => {
  stop();
  answer = fresh;
  await watchedFetch('/api/me');
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const asked = async (next: () => Promise<Response>, init?: RequestInit) => {
  answer = next;
  await watchedFetch('/api/points', init).catch(() => undefined);
  return connection();
};

describe('the connection to the server', () => {
  it('is there while the server answers, and changes are told once', async () => {
    expect(connection()).toEqual({ reachable: true, keptAt: null, stranger: null });
    expect((await asked(silence)).reachable).toBe(false);
    await asked(silence);
    expect(heard).toBe(1);
    expect(await asked(fresh)).toEqual({ reachable: true, keptAt: null, stranger: null });
    expect(heard).toBe(2);
    stop();
    await asked(silence);
    expect(heard).toBe(2);
  });

  it('is not there where the device answers by itself, since when it had the answer', async () => {
    expect(await asked(kept)).toMatchObject({ reachable: false, keptAt: KEPT_AT });
    await asked(silence);
    expect(connection().keptAt).toBe(KEPT_AT);
  });

  it.each([
    ['stranger', {}],
    ['another', { 'diaban-instance': 'other' }],
  ])(
    'is not there where somebody else answers, whose clock tells nothing: %s',
    async (sender, mark) => {
      stored.set('dia-ban-instance', 'ours');
      const yesterday = new Date(START - 20 * 3_600_000).toUTCString();
      vi.stubGlobal('fetch', async () =>
        Response.json({}, { headers: { ...mark, date: yesterday } }),
      );
      await expect(watchedFetch('/api/points')).rejects.toMatchObject({ sender, status: 200 });
      expect(connection()).toMatchObject({ reachable: false, stranger: sender });
      expect(clock().skew).toBe(0);
      vi.stubGlobal('fetch', async () =>
        Response.json({}, { headers: { 'diaban-instance': 'ours', date: yesterday } }),
      );
      await watchedFetch('/api/points');
      expect(connection()).toMatchObject({ reachable: true, stranger: null });
      expect(clock().skew).not.toBe(0);
    },
  );

  it('is not judged by a request that the page has given up', async () => {
    const given = AbortSignal.abort();
    expect((await asked(silence, { signal: given })).reachable).toBe(true);
    const open = new AbortController().signal;
    expect((await asked(silence, { signal: open })).reachable).toBe(false);
  });
});

describe('the last contact with the server', () => {
  it('is noted at most every ten seconds, and at once where the clock was set back', async () => {
    const after = async (milliseconds: number) => {
      vi.setSystemTime(START + milliseconds);
      await asked(fresh);
      return stored.get('dia-ban-last-contact');
    };
    const hour = 3_600_000;
    const first = await after(hour);
    expect(first).toBe(new Date(START + hour).toISOString());
    expect(await after(hour + 9_999)).toBe(first);
    const second = await after(hour + 10_000);
    expect(second).toBe(new Date(START + hour + 10_000).toISOString());
    expect(await after(hour - 60_000)).toBe(new Date(START + hour - 60_000).toISOString());
  });

  it('is the time of what is shown once nothing answers', async () => {
    stored.set('dia-ban-last-contact', '2026-11-27T05:59:00.000Z');
    noteSilence();
    expect(connection()).toMatchObject({ reachable: false, keptAt: '2026-11-27T05:59:00.000Z' });
  });

  it('is unknown on a device that never had one', () => {
    stored.clear();
    noteSilence();
    expect(connection()).toMatchObject({ reachable: false, keptAt: null });
  });
});
