import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { asSystem } from '#server/db/transaction.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let testApp: TestApp;
let analyst: TestClient;
beforeAll(async () => {
  testApp = await createTestApp();
  analyst = await testApp.as('analyst');
});
afterAll(() => testApp.close());

function proposal(officialName: string) {
  return {
    officialName,
    category: 'KS',
    effectiveOn: '2026-11-01',
    geometry: { type: 'Point', coordinates: [105.852, 21.0287] },
  };
}
const propose = (key: string, name: string, client = analyst) =>
  client.post('/api/points', proposal(name), { 'idempotency-key': key });

async function countPoints(name: string): Promise<number> {
  const [row] = await asSystem(
    testApp.database,
    (sql) => sql<{ count: number }[]>`
      select count(*) as count from point where official_name = ${name}`,
  );
  return row?.count ?? 0;
}

describe('a write that is sent again', () => {
  it('is answered with the first answer and written once', async () => {
    const key = randomUUID();
    const first = await propose(key, 'Nhà nghỉ gửi hai lần');
    const again = await propose(key, 'Nhà nghỉ gửi hai lần');
    expect(first.status).toBe(201);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await again.json()).toEqual(await first.json());
    expect(await countPoints('Nhà nghỉ gửi hai lần')).toBe(1);
  });

  it('is written once when both arrive at the same time', async () => {
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => propose(key, 'Nhà nghỉ gửi cùng lúc')));
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
    expect(await countPoints('Nhà nghỉ gửi cùng lúc')).toBe(1);
  });

  it('is refused with the same refusal', async () => {
    const key = randomUUID();
    const first = await propose(key, 'x');
    const again = await propose(key, 'x');
    expect([first.status, again.status]).toEqual([422, 422]);
    expect(again.headers.get('content-type')).toContain('application/problem+json');
    expect(await again.json()).toEqual(await first.json());
  });

  it('is refused when the key stands for something else', async () => {
    const key = randomUUID();
    await propose(key, 'Nhà nghỉ thứ nhất');
    const other = await propose(key, 'Nhà nghỉ thứ hai');
    expect(await other.json()).toMatchObject({ code: 'request.idempotency_key_reused' });
    expect(await countPoints('Nhà nghỉ thứ hai')).toBe(0);
  });

  it('is another write when another person uses the same key', async () => {
    const key = randomUUID();
    await propose(key, 'Nhà nghỉ cùng khóa');
    const other = await propose(key, 'Nhà nghỉ cùng khóa', await testApp.as('coordinator'));
    expect(other.headers.get('idempotency-replayed')).toBeNull();
    expect(await countPoints('Nhà nghỉ cùng khóa')).toBe(2);
  });

  it('is not guessed at when the process died in between', async () => {
    const key = randomUUID();
    const first = await propose(key, 'Nhà nghỉ dở dang');
    expect(first.status).toBe(201);
    // What a kill between the write and its answer leaves behind.
    await asSystem(
      testApp.database,
      (sql) => sql`update idempotency_record set status = 0 where key = ${key}`,
    );
    const again = await propose(key, 'Nhà nghỉ dở dang');
    expect(await again.json()).toMatchObject({ code: 'request.outcome_unknown', status: 409 });
    expect(await countPoints('Nhà nghỉ dở dang')).toBe(1);
  });
});

describe('a write of the register', () => {
  it('is refused without a key and with one that is no UUID', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(proposal('Nhà nghỉ không khóa'));
    const without = await analyst.request('/api/points', { method: 'POST', headers, body });
    expect(await without.json()).toMatchObject({ code: 'request.idempotency_key_missing' });
    const malformed = await propose('again', 'Nhà nghỉ không khóa');
    expect(await malformed.json()).toMatchObject({
      code: 'request.invalid',
      errors: [{ pointer: 'header:idempotency-key', code: 'invalid_format' }],
    });
    expect(await countPoints('Nhà nghỉ không khóa')).toBe(0);
  });
});
