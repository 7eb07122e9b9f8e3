import 'fake-indexeddb/auto';

import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { fakeCaches } from '#tests/support/browser/fake-caches.ts';
import { fakePrivateFiles } from '#tests/support/browser/fake-private-files.ts';
import { keptTexts } from '#tests/support/browser/kept-texts.ts';
import { answerAsServer } from '#tests/support/faults/marked-answers.ts';

const ORIGIN = 'https://diaban.test';
const START = Date.parse('2026-11-02T01:00:00Z');
const HOUR = 3_600_000;
const NAME = 'Nhà nghỉ Phố Huế';
const SHARE = 'A'.repeat(43);
const POINT = '/api/points/4711';

let device: ReturnType<typeof fakeCaches>;
let files: ReturnType<typeof fakePrivateFiles>;
/** Answers of the server by address; null where it cannot be reached. */
let server: Record<string, () => Response> | null;

/** The keys of every worker of a test. */
let started: { close(): Promise<void> }[] = [];

/** All that runs in the browser dies. */
async function dies(): Promise<void> {
  await Promise.all(started.map((one) => one.close()));
  started = [];
}

/** The worker's part, as it starts anew. */
async function start() {
  vi.resetModules();
  const answers = await import('./kept-answers.ts');
  const { deviceKeys } = await import('#client/offline/keys/session-keys.ts');
  started.push(deviceKeys);
  return {
    ...answers,
    deviceKeys,
    async asks(path: string, headers: Record<string, string> = {}) {
      const work: Promise<unknown>[] = [];
      const request = new Request(new URL(path, ORIGIN), { headers });
      const response = await answers.answerTo(request, (one) => void work.push(one));
      await Promise.all(work);
      return response;
    },
  };
}
type Worker = Awaited<ReturnType<typeof start>>;

const me = (id: string, role = 'inspector') => Response.json({ account: { id }, role });
const kept = async (worker: Worker) => worker.asks(POINT).then(async (answer) => answer.text());

async function withPointKept(): Promise<Worker> {
  const worker = await start();
  await worker.asks('/api/me');
  await worker.asks(POINT);
  return worker;
}

beforeEach(() => {
  vi.useFakeTimers({ now: START, toFake: ['Date'] });
  device = fakeCaches();
  files = fakePrivateFiles();
  vi.stubGlobal('navigator', { storage: files.storage });
  server = {
    '/api/me': () => me('leader'),
    '/api/me/device-share': () => Response.json({ share: SHARE }),
    [POINT]: () => Response.json({ name: NAME, version: 3 }, { headers: { etag: '"4711-3"' } }),
  };
  vi.stubGlobal('caches', device.caches);
  vi.stubGlobal('location', { origin: ORIGIN });
  answerAsServer(async (asked: Request | string) => {
    const url = typeof asked === 'string' ? asked : asked.url;
    const answer = server?.[new URL(url, ORIGIN).pathname];
    if (answer === undefined) throw new TypeError('network');
    return answer();
  });
});

afterEach(async () => {
  const { deviceKeys } = await import('#client/offline/keys/session-keys.ts');
  await deviceKeys.destroy();
  await dies();
  await deleteDB('dia-ban-keys');
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('answers that a phone keeps for a day without a network', () => {
  it('are served after a new start of the worker, and where a portal answers, with headers and time', async () => {
    await withPointKept();
    server = null;
    const answer = await (await start()).asks(POINT);
    expect(await answer.json()).toEqual({ name: NAME, version: 3 });
    expect(answer.headers.get('etag')).toBe('"4711-3"');
    expect(answer.headers.get('x-diaban-kept-at')).toBe('2026-11-02T01:00:00.000Z');
    vi.stubGlobal('fetch', async () => new Response('<html>Sign in to the Wi-Fi', { status: 200 }));
    expect(await (await (await start()).asks(POINT)).json()).toEqual({ name: NAME, version: 3 });
  });

  it('lie sealed: neither content nor address nor headers can be read', async () => {
    await withPointKept();
    const texts = await keptTexts(device.caches);
    expect(texts).toContain('/kept/');
    expect(texts).not.toMatch(/Phố Huế|4711|\/api\/|inspector|version/);
  });

  it('are as new as the last time that the page heard of no change', async () => {
    const worker = await withPointKept();
    vi.setSystemTime(START + HOUR);
    server = { [POINT]: () => new Response(null, { status: 304 }) };
    expect((await worker.asks(POINT, { 'if-none-match': '"4711-3"' })).status).toBe(304);
    server = null;
    const answer = await worker.asks(POINT);
    expect(await answer.json()).toEqual({ name: NAME, version: 3 });
    expect(answer.headers.get('x-diaban-kept-at')).toBe('2026-11-02T02:00:00.000Z');
  });

  it('are asked for as a whole where a page knows what was never kept', async () => {
    const worker = await start();
    await worker.asks('/api/me');
    const { [POINT]: whole = () => Response.error() } = server ?? {};
    const asked: (string | null)[] = [];
    answerAsServer(async ({ headers }: Request) => {
      asked.push(headers.get('if-none-match'));
      return asked.at(-1) === null ? whole() : new Response(null, { status: 304 });
    });
    await worker.asks(POINT, { 'if-none-match': '"4711-3"' });
    expect(asked).toEqual(['"4711-3"', null]);
    answerAsServer(async () => Promise.reject(new TypeError('network')));
    expect(JSON.parse(await kept(worker))).toEqual({ name: NAME, version: 3 });
  });

  it('are kept too where they come while the server is still asked for its share', async () => {
    const worker = await start();
    let answer: (share: Response) => void = () => undefined;
    const { [POINT]: point = () => Response.error() } = server ?? {};
    answerAsServer(async (asked: Request | string) => {
      if (typeof asked === 'string') return await new Promise((resolve) => (answer = resolve));
      return asked.url.endsWith('/api/me') ? me('leader') : point();
    });
    const asking = [worker.asks('/api/me'), worker.asks(POINT)];
    await vi.waitFor(() => {
      answer(Response.json({ share: SHARE }));
      expect(device.addresses()).toHaveLength(2);
    });
    await Promise.all(asking);
    answerAsServer(async () => Promise.reject(new TypeError('network')));
    expect(JSON.parse(await kept(worker))).toEqual({ name: NAME, version: 3 });
  });

  it('are closed once the browser has died, until the server is there, and lost where the session there is another', async () => {
    await withPointKept();
    await dies();
    const there = server;
    server = null;
    const worker = await start();
    await expect(worker.asks(POINT)).rejects.toThrow('network');
    server = there;
    await worker.asks('/api/me');
    server = null;
    expect(JSON.parse(await kept(worker))).toEqual({ name: NAME, version: 3 });

    await dies();
    const later = await start();
    const share = () => Response.json({ share: `B${SHARE.slice(1)}` });
    server = { ...there, '/api/me/device-share': share };
    await later.asks('/api/me');
    server = null;
    await expect(later.asks(POINT)).rejects.toThrow('network');
    expect(device.addresses()).toHaveLength(1);
  });

  it('are kept for the roles of the street alone', async () => {
    server = { ...server, '/api/me': () => me('analyst', 'analyst') };
    await withPointKept();
    expect(device.addresses()).toEqual([]);
  });

  it('are kept sealed by the page that looks for the version of a record', async () => {
    await withPointKept();
    const { keptVersion } = await import('./kept-version.ts');
    expect(await keptVersion(`${ORIGIN}${POINT}`)).toBe(3);
    expect(await keptVersion(`${ORIGIN}/api/points/1`)).toBeNull();
  });
});

it('of more than 800 kept answers the oldest go, and all that are older than thirty hours', async () => {
  const worker = await start();
  const cache = await device.caches.open('dia-ban-answers-sealed');
  const addressOf = (second: number) => `${ORIGIN}/kept/${second}`;
  const stored = async (second: number, at: number) =>
    cache.put(
      addressOf(second),
      new Response('', { headers: { 'x-diaban-stored-at': String(at) } }),
    );
  for (let second = 0; second < 802; second += 1) await stored(second, START - 1_000 * second);
  await stored(9_999, START - 30 * HOUR);
  await worker.forgetOldAnswers();
  const left = device.addresses();
  expect(left).toHaveLength(800);
  expect(left).toEqual(expect.arrayContaining([addressOf(0), addressOf(799)]));
});

describe('the end of a session', () => {
  it.each([
    ['twelve hours in use all the time', [0, 3, 6, 9, 11.9], 12],
    ['four hours without use', [0, 1], 5],
  ])('comes without a network too, after %s', async (_words, uses, end) => {
    await withPointKept();
    server = null;
    const shown: string[] = [];
    for (const hours of uses) {
      vi.setSystemTime(START + hours * HOUR);
      shown.push(await kept(await start()));
    }
    expect(shown.filter((text) => text.includes(NAME))).toHaveLength(uses.length);
    vi.setSystemTime(START + end * HOUR);
    const worker = await start();
    await expect(worker.asks(POINT)).rejects.toThrow('network');
    expect(await worker.deviceKeys.read()).toBeNull();
  });

  it('is not put off by pages that ask by themselves', async () => {
    const worker = await withPointKept();
    vi.setSystemTime(START + 3 * HOUR);
    await worker.asks(POINT, { 'x-diaban-unattended': 'true' });
    vi.setSystemTime(START + 4 * HOUR);
    server = null;
    await expect(worker.asks(POINT)).rejects.toThrow('network');
  });

  it('is heard from the server: nothing is kept any more, and no key', async () => {
    const worker = await withPointKept();
    server = { '/api/me': () => new Response(null, { status: 401 }) };
    await worker.asks('/api/me');
    expect(device.addresses()).toEqual([]);
    expect((await worker.deviceKeys.read())?.answers).toBeNull();
  });

  it('leaves nothing to another account', async () => {
    const worker = await withPointKept();
    server = { '/api/me': () => me('officer') };
    await worker.asks('/api/me');
    server = null;
    await expect(worker.asks(POINT)).rejects.toThrow('network');
  });

  it('does not come back by an answer that was still on its way', async () => {
    const worker = await withPointKept();
    const onItsWay: ((response: Response) => void)[] = [];
    answerAsServer(() => new Promise<Response>((arrive) => void onItsWay.push(arrive)));
    const late = worker.asks(POINT);
    await worker.forgetAnswers();
    for (const arrive of onItsWay) arrive(Response.json({ name: NAME }));
    expect(await (await late).json()).toEqual({ name: NAME });
    expect(device.addresses()).toEqual([]);
  });
});

describe('answers that a former release has left readable', () => {
  async function formerly() {
    const former = await device.caches.open('dia-ban-answers');
    const headers = { 'x-diaban-stored-at': String(START), 'x-diaban-kept-at': 'then' };
    await former.put('/owner', new Response('leader'));
    await former.put(`${ORIGIN}${POINT}`, Response.json({ name: NAME }, { headers }));
  }

  it('are sealed as the new worker takes over, and served without a network', async () => {
    await formerly();
    server = null;
    const worker = await start();
    await worker.sealFormerAnswers();
    expect(await keptTexts(device.caches)).not.toMatch(/Phố Huế|4711/);
    expect(await device.caches.keys()).toEqual(['dia-ban-answers-sealed']);
    const answer = await worker.asks(POINT);
    expect(await answer.json()).toEqual({ name: NAME });
    expect(answer.headers.get('x-diaban-kept-at')).toBe('then');
  });

  it('are sealed too where the former worker wrote them at the last moment', async () => {
    await withPointKept();
    await formerly();
    server = null;
    await (await start()).asks(POINT);
    expect(await device.caches.keys()).toEqual(['dia-ban-answers-sealed']);
  });

  it('are deleted where another account is signed in', async () => {
    const worker = await withPointKept();
    await worker.deviceKeys.begin('officer');
    await formerly();
    await worker.sealFormerAnswers();
    server = null;
    await expect(worker.asks(POINT)).rejects.toThrow('network');
    expect(await device.caches.keys()).not.toContain('dia-ban-answers');
  });
});
