import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ProblemCode } from '#server/contract/problem.ts';
import { outcomeOf } from '#tests/support/requests/every-route.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  active,
  DOCUMENT,
  newPoint,
  okPoint,
  people,
  type People,
  proposed,
} from '#tests/support/points/register-acts.ts';
import { countRegister } from '#tests/support/points/register-contents.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let testApp: TestApp;
let by: People;
beforeAll(async () => {
  testApp = await createTestApp();
  by = await people(testApp);
});
afterAll(() => testApp.close());

const JSON_TYPE = { 'content-type': 'application/json' };
const send = (body: BodyInit, headers: Record<string, string> = JSON_TYPE) =>
  by.analyst.request('/api/points', {
    method: 'POST',
    headers: { 'idempotency-key': randomUUID(), ...headers },
    body,
    duplex: 'half',
  } as RequestInit);

/** Runs something that must be refused, and holds that the register is as it was. */
async function expectRefused(code: ProblemCode, request: () => Promise<Response>) {
  const before = await countRegister(testApp.database);
  const problem = await expectProblem(await request(), code);
  expect(await countRegister(testApp.database)).toEqual(before);
  return problem;
}

const nested = (depth: number, inside = '') =>
  JSON.stringify(newPoint({ note: 'N' })).replace(
    '"N"',
    `${'['.repeat(depth)}${inside}${']'.repeat(depth)}`,
  );

describe('a body that is not what it should be', () => {
  const utf16 = new Uint8Array(Buffer.from(JSON.stringify(newPoint()), 'utf16le'));
  const badBytes = new Uint8Array(
    Buffer.from(JSON.stringify(newPoint()).replace('Minh', '\u00ff'), 'latin1'),
  );
  const kilobytes = (count: number) => 'x'.repeat(count * 1_024);
  it.each<[string, BodyInit, ProblemCode]>([
    ['text nested 200,000 deep', nested(200_000), 'request.invalid'],
    ['text nested deep around a NUL', nested(200_000, String.raw`"\u0000"`), 'request.malformed'],
    ['brackets that never close', '['.repeat(500_000), 'request.malformed'],
    ['a list in place of a point', '[]', 'request.invalid'],
    ['null', 'null', 'request.invalid'],
    ['nothing', '', 'request.malformed'],
    ['UTF-16', utf16, 'request.malformed'],
    ['bytes of an old encoding', badBytes, 'request.malformed'],
    ['a byte order mark alone', '\ufeff', 'request.malformed'],
    ['a NUL in a name', JSON.stringify(newPoint({ officialName: 'a\0b' })), 'request.malformed'],
    ['a NUL in a key', JSON.stringify({ ...newPoint(), 'a\0': 1 }), 'request.malformed'],
    [
      'letters in another order than they are read',
      JSON.stringify(newPoint({ officialName: 'a\u202eb' })),
      'request.malformed',
    ],
    ['an escaped bell', String.raw`{"note":"\u0007"}`, 'request.malformed'],
    [
      'a name of two lines',
      JSON.stringify(newPoint({ officialName: 'a\r\nb: c' })),
      'request.invalid',
    ],
    ['half a character', String.raw`{"note":"\udfff"}`, 'request.malformed'],
    [
      'a category nobody knows',
      JSON.stringify(newPoint({ category: 'XYZ' })),
      'point.category_unknown',
    ],
    [
      'a category in small letters',
      JSON.stringify(newPoint({ category: 'nn' })),
      'request.invalid',
    ],
    [
      'a day that is none',
      JSON.stringify(newPoint({ effectiveOn: '2026-02-30' })),
      'request.invalid',
    ],
    [
      'a day after today',
      JSON.stringify(newPoint({ effectiveOn: '2026-11-25' })),
      'lifecycle.future_date',
    ],
    [
      'a day before the calendar',
      JSON.stringify(newPoint({ effectiveOn: '1899-12-31' })),
      'request.invalid',
    ],
    [
      'a name of blanks',
      JSON.stringify(newPoint({ officialName: ' \u00a0\u3000 ' })),
      'request.invalid',
    ],
    [
      'a name without end',
      JSON.stringify(newPoint({ officialName: kilobytes(900) })),
      'request.invalid',
    ],
    ['one byte more than a mebibyte', ' '.repeat(1_048_577), 'request.too_large'],
  ])('(%s) is refused, and nothing is written', async (_, body, code) => {
    await expectRefused(code, () => send(body));
  });

  it('is refused while it still comes in, when it does not say how long it is', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    await expectRefused('request.too_large', () => send(endless));
    expect(pulled).toBeLessThan(64);
  });

  it.each([
    ['plain text', 'text/plain'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['a form with files', 'multipart/form-data; boundary=x'],
    ['XML', 'application/xml'],
    ['what only begins like JSON', 'application/jsonp'],
  ])('is refused when it calls itself %s', async (_, type) => {
    await expectRefused('request.unsupported_media_type', () =>
      send(JSON.stringify(newPoint()), { 'content-type': type }),
    );
  });

  it('takes nothing from keys that objects inherit', async () => {
    const body = JSON.stringify(newPoint()).replace('{', '{"__proto__":{"role":"admin"},');
    const answer = await send(body);
    expect(answer.status).toBe(201);
    expect(Reflect.get({}, 'role')).toBeUndefined();
  });
});

describe('a number that no row can have', () => {
  const HUGE = 2 ** 40;
  it('is refused wherever it stands', async () => {
    const point = await active(by);
    const base = { version: point.version, effectiveOn: '2026-03-01', reason: 'lý do thử' };
    const correct = (more: object) =>
      by.analyst.post(`/api/points/${point.id}/correct`, { ...base, ...more });
    const merge = (intoPointId: number) =>
      by.analyst.post(`/api/points/${point.id}/merge`, { ...base, intoPointId });
    const answers = [
      await correct({ point: { leadCommuneId: HUGE } }),
      await correct({ event: { id: HUGE, note: 'x' } }),
      await correct({ version: HUGE, point: { officialName: 'Tên khác' } }),
      await merge(HUGE),
      await merge(-1),
      await by.analyst.get(`/api/points/${HUGE}`),
      await by.analyst.get(`/api/signals?cursor=${HUGE}`),
      await by.analyst.get('/api/points?limit=1e3'),
      await by.analyst.get('/api/points?cursor=x'),
      await by.analyst.get('/api/points?bbox=NaN,0,1,Infinity'),
      await (
        await testApp.as('admin')
      ).post('/api/accounts', {
        username: 'nguoi.moi',
        name: 'Người Mới',
        role: 'leader',
        communeIds: [HUGE],
        validFrom: '2026-01-01',
        validTo: null,
      }),
    ];
    const invalid = '422 request.invalid';
    expect(await Promise.all(answers.map(outcomeOf))).toEqual([
      invalid,
      invalid,
      '409 point.changed_meanwhile',
      invalid,
      '404 point.not_found',
      ...Array.from({ length: 6 }, () => invalid),
    ]);
  });

  it('and a day that is none cannot be given to an event', async () => {
    const point = await active(by);
    const eventId = point.events.find((event) => event.kind === 'recognised')?.id;
    for (const effectiveOn of ['2026-02-30', '2026-1-5', '', '2026-01-12T00:00:00Z']) {
      await expectRefused('request.invalid', () =>
        by.analyst.post(`/api/points/${point.id}/correct`, {
          version: point.version,
          effectiveOn: '2026-03-01',
          reason: 'lý do thử',
          event: { id: eventId, effectiveOn },
        }),
      );
    }
  });
});

describe('a version that is not the present one', () => {
  const acts: [string, keyof People, object][] = [
    ['eliminate', 'analyst', {}],
    ['correct', 'analyst', { point: { officialName: 'Tên khác' } }],
    ['merge', 'analyst', { intoPointId: 1 }],
    ['undo-merge', 'analyst', {}],
    ['mark-recurring', 'analyst', { grounds: 'căn cứ' }],
    ['handovers', 'analyst', {}],
    ['checks', 'analyst', { result: 'no_sign' }],
    ['recognise', 'coordinator', {}],
    ['decline', 'coordinator', {}],
    ['delist', 'coordinator', {}],
  ];
  it.each(acts)('is refused by %s, and nothing is written', async (verb, who, more) => {
    const point = await active(by);
    for (const version of [point.version - 1, point.version + 1]) {
      const body = {
        documentNumber: DOCUMENT,
        effectiveOn: '2026-03-01',
        reason: 'lý do',
        version,
      };
      const problem = await expectRefused('point.changed_meanwhile', () =>
        by[who].post(`/api/points/${point.id}/${verb}`, { ...body, ...more }),
      );
      expect(problem.parameters).toEqual({ version: point.version });
    }
  });
});

describe('the same act twice', () => {
  it('is written once when a slow network sends it again, and twice by nobody', async () => {
    const point = await proposed(by);
    const key = { 'idempotency-key': randomUUID() };
    const body = { documentNumber: DOCUMENT, effectiveOn: '2026-01-10', version: point.version };
    const recognise = () => by.coordinator.post(`/api/points/${point.id}/recognise`, body, key);
    const answers = await Promise.all([recognise(), recognise(), recognise()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const replayed = answers.map(({ headers }) => headers.get('idempotency-replayed'));
    expect(replayed.filter((value) => value === 'true')).toHaveLength(2);
    const [first] = await Promise.all(answers.map(okPoint));
    expect(first?.events.map(({ kind }) => kind).toSorted()).toEqual(['proposed', 'recognised']);
    const later = await act(by.analyst, { ...point, version: point.version + 1 }, 'eliminate', {
      effectiveOn: '2026-03-01',
    });
    // The old answer stays the answer, though the point has moved on.
    expect((await (await recognise()).json()).version).toBe(point.version + 1);
    expect(later.version).toBe(point.version + 2);
  });
});
