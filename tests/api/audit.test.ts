import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { AuditPage, AuditVerification } from '#server/contract/audit.ts';
import { ROLES } from '#server/contract/permission.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { openBrowser } from '#tests/support/accounts/sign-in.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let testApp: TestApp;
let auditor: TestClient;

beforeAll(async () => {
  testApp = await createTestApp();
  auditor = await testApp.as('auditor');
  await asSystem(testApp.database, async (sql) => {
    for (let number = 1; number <= 7; number += 1) {
      await appendAudit(sql, testApp.clock, {
        action: 'point.read',
        subjectKind: 'point',
        subjectId: number,
      });
    }
  });
});
afterAll(() => testApp.close());

async function readPage(query: string): Promise<AuditPage> {
  return AuditPage.parse(await (await auditor.get(`/api/audit?${query}`)).json());
}

async function verify(body: unknown = {}): Promise<AuditVerification> {
  return AuditVerification.parse(await (await auditor.post('/api/audit/verify', body)).json());
}

describe('what a person takes out', () => {
  it('is logged with its view in codes that exist, and never with words', async () => {
    const analyst = await testApp.as('analyst');
    const take = (view: string) =>
      analyst.post('/api/exports', { kind: 'map_print', purpose: 'Họp giao ban', points: 1, view });
    const taken = await take('?category=KS&commune=00070&as_of=2026-11-01');
    expect(taken.status).toBe(200);
    for (const view of ['q=Hoa', 'category=NGUYEN,VAN-HUNG', 'commune=09123,45678']) {
      await expectProblem(await take(view), 'request.invalid');
    }
    const { items } = await readPage('action=export.map_print');
    expect(items).toHaveLength(1);
    const view = new URLSearchParams(String(items[0]?.detail['view']));
    expect(Object.fromEntries(view)).toEqual({
      category: 'KS',
      commune: '00070',
      as_of: '2026-11-01',
    });
  });
});

describe('reading a list', () => {
  it('is logged for every request of a program, and once an hour for our own pages', async () => {
    const analyst = await testApp.as('analyst');
    const lines = async () =>
      (await readPage('action=list.read&limit=20')).items.map(({ subjectKind, detail }) => ({
        subjectKind,
        detail,
      }));
    await analyst.get('/api/points.geojson?q=Quan');
    await analyst.get('/api/points.geojson');
    const program = { subjectKind: 'points', detail: { filters: [], ownPage: false } };
    const searched = { ...program, detail: { filters: ['q'], ownPage: false } };
    expect(await lines()).toEqual([program, searched]);
    const page = { headers: { 'sec-fetch-site': 'same-origin' } };
    await analyst.request('/api/tips', page);
    await analyst.request('/api/tips', page);
    expect(await lines()).toHaveLength(3);
    testApp.clock.set('2026-11-24T04:01:00.000Z');
    await analyst.request('/api/tips', page);
    expect(await lines()).toHaveLength(4);
  });
});

describe('reading the log', () => {
  it('goes from the latest line back, page by page, without losing one', async () => {
    const seen: (string | null)[] = [];
    let query = 'action=point.read&limit=3';
    for (;;) {
      const page = await readPage(query);
      expect(page.total).toBe(7);
      seen.push(...page.items.map(({ subjectId }) => subjectId));
      if (page.next === null) break;
      query = `action=point.read&limit=3&cursor=${page.next}`;
    }
    expect(seen).toEqual(['7', '6', '5', '4', '3', '2', '1']);
  });

  it('finds what happened to one subject', async () => {
    const page = await readPage('subjectKind=point&subjectId=4');
    expect(page.items).toMatchObject([{ action: 'point.read', subjectId: '4', account: null }]);
  });

  it('is itself in the log, once for all pages', async () => {
    const before = (await readPage('action=audit.read')).total;
    const { next } = await readPage('limit=2');
    await readPage(`limit=2&cursor=${next}`);
    const after = await readPage('action=audit.read');
    expect(after.total - before).toBe(2);
    expect(after.items[0]?.account?.username).toBe('auditor');
  });

  it.each(ROLES.filter((role) => role !== 'auditor'))('is refused to %ss', async (role) => {
    const client = await testApp.as(`plain.${role}`, { role });
    await expectProblem(await client.get('/api/audit'), 'permission.denied');
    await expectProblem(await client.post('/api/audit/verify'), 'permission.denied');
  });

  it('is refused without a session', async () => {
    await expectProblem(await testApp.anonymous.get('/api/audit'), 'session.missing');
  });

  it.each(['cursor=x', 'cursor=-1', 'limit=0', 'limit=501'])('refuses %s', async (query) => {
    await expectProblem(await auditor.get(`/api/audit?${query}`), 'request.invalid');
  });
});

describe('the log of signing in', () => {
  it('holds who came, who left and whose password was tried, and no password', async () => {
    await openAccount(testApp.database, { username: 'planner', role: 'planner' });
    const browser = openBrowser(testApp);
    await browser.signIn('planner', 'a wrong secret');
    await browser.signIn('a secret as name', 'x');
    await browser.signIn('planner', TEST_PASSWORD);
    await browser.post('/api/auth/sign-out');
    const page = await readPage('subjectKind=account&subjectId=planner');
    expect(page.items.map(({ action }) => action)).toEqual([
      'session.sign_out',
      'session.sign_in',
      'session.sign_in_refused',
    ]);
    expect(page.items.map(({ account }) => account?.username ?? null)).toEqual([
      'planner',
      'planner',
      null,
    ]);
    expect(JSON.stringify(await readPage(''))).not.toContain('secret');
  });
});

describe('verifying the log', () => {
  it('says that it is whole, and gives the hash to note', async () => {
    const first = await verify();
    expect(first.ok).toBe(true);
    const noted = first.ok ? first.head : '';
    expect(await verify({ notedHash: noted })).toMatchObject({ ok: true });
    expect(await verify({ notedHash: 'f'.repeat(64) })).toEqual({
      ok: false,
      firstBroken: null,
      reason: 'noted_hash_gone',
    });
  });

  it('refuses a hash that is none', async () => {
    await expectProblem(
      await auditor.post('/api/audit/verify', { notedHash: 'abc' }),
      'request.invalid',
    );
  });

  it('names the first altered line, and the verdict stands in the log', async () => {
    await asSystem(testApp.database, async (sql) => {
      await sql`alter table audit_entry disable trigger user`;
      await sql`update audit_entry set subject_id = '99' where seq = 4`;
      await sql`alter table audit_entry enable trigger user`;
    });
    expect(await verify()).toEqual({ ok: false, firstBroken: 4, reason: 'altered' });
    const [latest] = (await readPage('action=audit.verify')).items;
    expect(latest?.detail).toEqual({ ok: false, firstBroken: 4, reason: 'altered' });
  });
});
