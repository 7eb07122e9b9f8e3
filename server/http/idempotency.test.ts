import type { Context } from 'hono';
import { beforeEach, describe, expect, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import type { KeyedRecord } from '#server/db/keyed-write-queries.ts';
import { VERSION } from '#server/version.ts';
import { smallApp } from '#tests/support/requests/small-app.ts';

import type { AppEnv } from './environment.ts';
import { writesOnce } from './idempotency.ts';

const KEY = '3f0c9a52-52f4-4b2c-9d1f-0a3c7f1d2e4b';

/** The kept answers, by account and key. */
let records: Map<string, KeyedRecord>;
let warnings: string[];
let failure: Error | null = null;
let isAway: boolean;
let runs: number;
let answer: (context: Context<AppEnv>) => Response;

/** The statements of this room on a table in memory. */
async function sql(strings: readonly string[], ...values: unknown[]): Promise<unknown[]> {
  const text = strings.join('?');
  const [accountId, key, requestHash, program, , status, bodyText] = values;
  const name = `${String(accountId)} ${String(key)}`;
  if (text.includes('select request_hash')) {
    const found = records.get(name);
    return found === undefined ? [] : [found];
  }
  if (text.includes('insert into idempotency_record')) {
    if (isAway) {
      failure = new Error('the database is away');
      throw failure;
    }
    const body: unknown = JSON.parse(String(bodyText));
    records.set(name, {
      requestHash: String(requestHash),
      program: String(program),
      status: Number(status),
      body,
      results: [],
      line: null,
    });
  }
  return [];
}

beforeEach(() => {
  records = new Map();
  warnings = [];
  isAway = false;
  failure = null;
  runs = 0;
  answer = (context) => context.json({ run: runs }, 201);
});

type Sent = {
  key?: string | null;
  accountId?: string;
  path?: string;
  body?: string;
  headers?: Record<string, string>;
  policy?: 'required' | 'optional';
};

/** Sends a write; gives its status, its body and if it was an answer once more. */
async function sent(given: Sent = {}) {
  const { key = KEY, accountId = 'lan', path = '/write', body = '{}', policy = 'required' } = given;
  const database = {
    pooled: false,
    sql: {
      async begin(_: string, run: (s: unknown) => unknown) {
        const result = await run(sql);
        // A transaction fails with any of its statements.
        if (failure !== null) throw failure;
        return result;
      },
    },
  };
  const clock = { now: () => '2026-11-24T03:00:00.000Z' };
  const log = { warn: (_: unknown, words: string) => void warnings.push(words) };
  const actor = { accountId, role: 'officer', reach: 'communes', communeIds: [1] } as Actor;
  const logKeys = {
    signer: async () => async (kind: string, payload: object) =>
      `${kind} ${JSON.stringify(payload)}`,
  };
  const app = smallApp({ database, clock, log, logKeys }, { actor });
  app.post('*', writesOnce(policy), (context) => {
    runs += 1;
    return answer(context);
  });
  const named: Record<string, string> = key === null ? {} : { 'idempotency-key': key };
  const headers = { ...named, ...given.headers };
  const response = await app.request(path, { method: 'POST', body, headers });
  const text = await response.text();
  const isJson = text !== '' && response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : text,
    again: response.headers.get('idempotency-replayed'),
    language: response.headers.get('content-language'),
  };
}

describe('the key of a write', () => {
  it('is needed where the route says so, and is a UUID in letters of either size', async () => {
    expect((await sent({ key: null })).body).toMatchObject({
      code: 'request.idempotency_key_missing',
    });
    expect((await sent({ key: 'no-uuid' })).body).toMatchObject({
      code: 'request.invalid',
      errors: [{ pointer: '/idempotency-key', in: 'header', code: 'invalid_format' }],
    });
    expect(runs).toBe(0);
    expect((await sent({ key: KEY.toUpperCase() })).status).toBe(201);
    expect(await sent()).toMatchObject({ status: 201, again: 'true', body: { run: 1 } });
  });

  it('may be left out where something else shows a repetition, and then nothing is kept', async () => {
    expect((await sent({ key: null, policy: 'optional' })).status).toBe(201);
    expect([runs, records.size]).toEqual([1, 0]);
    await sent({ policy: 'optional' });
    expect(records.size).toBe(1);
  });

  it('stands for one account alone', async () => {
    await sent();
    expect(await sent({ accountId: 'hoa' })).toMatchObject({ again: null, body: { run: 2 } });
  });

  it.each([
    ['address', { path: '/other' }],
    ['query', { path: '/write?x=1' }],
    ['content', { body: '{"a":1}' }],
    ['version seen before', { headers: { 'if-match': '"7"' } }],
  ])('is refused for another %s', async (_, other) => {
    await sent();
    expect((await sent(other)).body).toMatchObject({ code: 'request.idempotency_key_reused' });
    expect(runs).toBe(1);
  });
});

describe('a write that comes again', () => {
  it('is answered as before, also without a body', async () => {
    answer = (context) => context.body(null, 204);
    expect(await sent()).toMatchObject({ status: 204, again: null });
    expect(await sent()).toMatchObject({ status: 204, body: '', again: 'true' });
    expect(runs).toBe(1);
  });

  it('is refused as before, in the language that is asked for now', async () => {
    const problem = {
      type: 'x',
      title: 'x',
      status: 409,
      code: 'server.starting',
      requestId: 'r0',
    };
    answer = (context) =>
      context.body(JSON.stringify(problem), 409, { 'content-type': 'application/problem+json' });
    await sent();
    const again = await sent({ headers: { 'accept-language': 'en' } });
    expect(again).toMatchObject({
      status: 409,
      again: 'true',
      language: 'en',
      body: { requestId: 'r0', detail: expect.stringContaining('is starting') },
    });
  });

  it.each([
    ['a failure of ours', 500],
    ['a wish for patience', 429],
  ])('runs again after %s', async (_, status) => {
    answer = (context) => context.json({ run: runs }, status as 500);
    await sent();
    expect(records.size).toBe(0);
    expect(await sent()).toMatchObject({ again: null, body: { run: 2 } });
  });

  it('runs again where its answer was a file, which is not kept', async () => {
    answer = (context) => context.body('bytes', 200, { 'content-type': 'application/pdf' });
    await sent();
    expect(await sent()).toMatchObject({ status: 200, body: 'bytes', again: null });
    expect(runs).toBe(2);
  });

  it('has its answer even where that cannot be kept, which the log says', async () => {
    isAway = true;
    expect(await sent()).toMatchObject({ status: 201, body: { run: 1 } });
    expect(warnings).toEqual(['an answer was not kept']);
  });

  it('goes on where the same version of the program began it, and is unknown to another', async () => {
    await sent();
    const [[name, record] = ['', undefined]] = records;
    if (record === undefined) throw new Error('nothing was kept');
    const begun = { ...record, status: null, body: null };
    records.set(name, begun);
    expect(await sent()).toMatchObject({ status: 201, again: 'true', body: { run: 2 } });
    records.set(name, { ...begun, program: `${VERSION}-other` });
    expect((await sent()).body).toMatchObject({ code: 'request.outcome_unknown' });
    expect(runs).toBe(2);
  });

  it('waits for the first one that is still under way', async () => {
    const [first, second] = await Promise.all([sent(), sent()]);
    expect([first.again, second.again]).toEqual(expect.arrayContaining(['true', null]));
    expect(runs).toBe(1);
  });
});
