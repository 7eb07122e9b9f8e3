import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { HandInReceipt, TipSource } from '#server/contract/tip-source.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { IN_BA_VI, IN_HOAN_KIEM } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';
import { openSource, withToken } from '#tests/support/signals/tip-source.ts';

const HAND_IN = '/api/intake/tips';

let test: TestApp;
let analyst: TestClient;
let admin: TestClient;
let hotline: TestClient;
beforeAll(async () => {
  test = await createTestApp({ now: TEST_NOW });
  analyst = await test.as('analyst');
  admin = await test.as('admin');
  hotline = (await openSource(test, { name: 'Tổng đài 1022' })).client;
});
afterAll(() => test.close());

const tip = (more: Record<string, unknown> = {}) => ({ position: IN_HOAN_KIEM, ...more });
async function handedIn(response: Response, status: number): Promise<HandInReceipt> {
  expect(response.status).toBe(status);
  return (await response.json()) as HandInReceipt;
}

describe('a hotline with a token', () => {
  it('hands in a tip, which then goes its way like any other', async () => {
    const sent = tip({ channelNumber: 'HL-1', occurredOn: '2026-11-23', locationErrorMetres: 80 });
    const { code, dueOn } = await handedIn(await hotline.post(HAND_IN, sent), 201);
    // Ten working days after Tuesday, 24 November.
    expect(dueOn).toBe('2026-12-08');
    const { items } = await (await analyst.get(`/api/tips?q=${code}`)).json();
    expect(items).toHaveLength(1);
    const detail = await (await analyst.get(`/api/tips/${items[0].id}`)).json();
    expect(detail).toMatchObject({
      channel: 'hotline',
      receivedBy: 'Tổng đài 1022',
      receivedOn: '2026-11-24',
      locationErrorMetres: 80,
    });
    expect(detail.events[0]).toMatchObject({ actor: 'Tổng đài 1022', actorRole: 'source' });
    const verified = await analyst.post(`/api/tips/${detail.id}/verify`, {
      version: 1,
      effectiveOn: '2026-11-24',
    });
    expect(verified.status).toBe(200);
  });

  it('names a commune where it has no position', async () => {
    const sent = { channelNumber: 'HL-2', communeCode: '09700' };
    const { code } = await handedIn(await hotline.post(HAND_IN, sent), 201);
    const { items } = await (await analyst.get(`/api/tips?q=${code}`)).json();
    expect(items[0]).toMatchObject({ commune: { code: '09700' }, position: null });
    expect(items[0].locationErrorMetres).toBeGreaterThan(1_000);
  });

  it('gets the same code for the same number, however often and at once it is sent', async () => {
    const send = () => hotline.post(HAND_IN, tip({ channelNumber: 'HL-3', position: IN_BA_VI }));
    const answers = await Promise.all([send(), send(), send()]);
    const receipts = (await Promise.all(answers.map((answer) => answer.json()))) as HandInReceipt[];
    expect(new Set(receipts.map(({ code }) => code)).size).toBe(1);
    expect(receipts.filter(({ known }) => !known)).toHaveLength(1);
    expect((await handedIn(await send(), 200)).known).toBe(true);
  });

  it('may rely on the key of its request where it has no number, and needs one of the two', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await handedIn(await hotline.post(HAND_IN, tip(), key), 201);
    const again = await hotline.post(HAND_IN, tip(), key);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await again.json()).code).toBe(first.code);
    await expectProblem(await hotline.post(HAND_IN, tip()), 'tip.number_missing');
  });

  it('shares its numbers with nobody: another portal may have the same', async () => {
    const portal = (await openSource(test, { name: 'Cổng iHanoi', channel: 'hotline' })).client;
    const number = tip({ channelNumber: 'HL-4' });
    const one = await handedIn(await hotline.post(HAND_IN, number), 201);
    const other = await handedIn(await portal.post(HAND_IN, number), 201);
    const typed = await analyst.post('/api/tips', {
      ...number,
      kind: 'feedback',
      channel: 'hotline',
      receivedOn: '2026-11-24',
    });
    expect(new Set([one.code, other.code, (await typed.json()).code]).size).toBe(3);
  });

  it.each([
    [{ receivedOn: '2999-01-01' }, 'lifecycle.future_date'],
    [{ receivedOn: '2026-11-20', occurredOn: '2026-11-21' }, 'tip.happened_after_receipt'],
    [{ position: [106.06, 20.65] }, 'point.outside_city'],
    [{ position: null }, 'request.invalid'],
    [{ position: null, communeCode: '99999' }, 'commune.not_found'],
    [{ category: 'XX' }, 'point.category_unknown'],
    [{ placeName: 'nhà anh Tuấn 0912345678' }, 'text.personal_data'],
    [{ channelNumber: '12/TM-CA' }, 'text.secret_marking'],
    [{ informant: 'ai đó' }, 'request.invalid'],
  ] as const)('is refused %o', async (more, code) => {
    const sent = tip({ channelNumber: randomUUID(), ...more });
    await expectProblem(await hotline.post(HAND_IN, sent), code);
  });

  it('reads nothing, not even what it handed in', async () => {
    for (const path of ['/api/tips', '/api/tips/1', '/api/points', '/api/me', '/api/tip-clocks']) {
      await expectProblem(await hotline.get(path), 'token.invalid');
    }
  });

  it('is slowed down beyond its rate, and told how long to wait', async () => {
    const { client } = await openSource(test, { name: 'Tổng đài chậm', requestsPerMinute: 2 });
    const send = (number: string) => client.post(HAND_IN, tip({ channelNumber: number }));
    await handedIn(await send('S-1'), 201);
    await handedIn(await send('S-2'), 201);
    const refused = await send('S-3');
    expect(Number(refused.headers.get('retry-after'))).toBe(60);
    await expectProblem(refused, 'request.too_many');
    test.clock.set('2026-11-24T03:01:00.000Z');
    await handedIn(await send('S-3'), 201);
    test.clock.set('2026-11-24T03:00:00.000Z');
  });
});

describe('the administrator', () => {
  it('makes a source, adds a token, and revokes one at once', async () => {
    const { made, client } = await openSource(test, { name: 'Cổng thành phố', channel: 'portal' });
    const { id } = made.source;
    const added = await admin.post(`/api/tip-sources/${id}/tokens`);
    expect(added.status).toBe(201);
    const { token, source } = await added.json();
    expect(source.tokens).toHaveLength(2);
    const second = withToken(test, token);
    await handedIn(await second.post(HAND_IN, tip({ channelNumber: 'P-1' })), 201);
    const [first] = made.source.tokens;
    const revoke = () => admin.post(`/api/tip-sources/${id}/tokens/${first?.id}/revoke`);
    const after = (await (await revoke()).json()) as TipSource;
    expect(after.tokens.map(({ revokedBy }) => revokedBy !== null)).toEqual([true, false]);
    expect(after.tips).toBe(1);
    await expectProblem(await revoke(), 'tip.token_not_found');
    const late = await client.post(HAND_IN, tip({ channelNumber: 'P-2' }));
    await expectProblem(late, 'tip.token_invalid');
    await handedIn(await second.post(HAND_IN, tip({ channelNumber: 'P-1' })), 200);
    await expectProblem(await admin.post('/api/tip-sources/9999/tokens'), 'tip.source_not_found');
  });

  it('sees no token again, and nobody finds one in the database or the log', async () => {
    const { made } = await openSource(test, { name: 'Nguồn kín' });
    const added = await admin.post(`/api/tip-sources/${made.source.id}/tokens`);
    const further: string = (await added.json()).token;
    const list = await (await admin.get('/api/tip-sources')).text();
    for (const token of [made.token, further]) {
      expect(list).not.toContain(token);
      expect(list).toContain(token.slice(-4));
    }
    const kept = await test.database.sql`
      select to_jsonb(tip_source_token)::text as row from tip_source_token
      union all select to_jsonb(audit_entry)::text from audit_entry
      union all select to_jsonb(idempotency_record)::text from idempotency_record`;
    expect(JSON.stringify(kept)).not.toContain(made.token);
    expect(JSON.stringify(kept)).not.toContain(further);
  });

  it('gives each source a name of its own, of a place and not of a person', async () => {
    const body = { name: 'Tổng đài 1022', channel: 'hotline' };
    await expectProblem(await admin.post('/api/tip-sources', body), 'tip.source_name_taken');
    const person = { ...body, name: 'Anh Tuấn 0912345678' };
    await expectProblem(await admin.post('/api/tip-sources', person), 'text.personal_data');
  });

  it('finds no source among the accounts', async () => {
    const { items } = await (await admin.get('/api/accounts')).json();
    const names = (items as { name: string }[]).map(({ name }) => name);
    expect(names).not.toContain('Tổng đài 1022');
    expect(names.length).toBeGreaterThan(1);
  });
});
