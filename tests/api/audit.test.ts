import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { leafOf } from '#server/audit-tree/leaf.ts';
import { GrowingTree } from '#server/audit-tree/merkle.ts';
import { AuditExportEntry, AuditPage, AuditVerification } from '#server/contract/audit.ts';
import { LogHeadAnswer } from '#server/contract/log-head.ts';
import { ROLES } from '#server/contract/permission.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { openBrowser } from '#tests/support/accounts/sign-in.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { TEST_NOW } from '#tests/support/test-constants.ts';

let testApp: TestApp;
let auditor: TestClient;

beforeAll(async () => {
  testApp = await createTestApp({ now: TEST_NOW });
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
    // Who has the page open takes the list out by a script besides.
    await analyst.get('/api/tips');
    expect(await lines()).toHaveLength(4);
    testApp.clock.set('2026-11-24T04:01:00.000Z');
    await analyst.request('/api/tips', page);
    expect(await lines()).toHaveLength(5);
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

describe('a refusal', () => {
  it('holds what somebody asked for without the right to, once a minute', async () => {
    const planner = await testApp.as('refused.planner', { role: 'planner' });
    const lines = () => readPage('action=access.refused&limit=1');
    const before = (await lines()).total;
    const ask = async () =>
      await expectProblem(await planner.get('/api/accounts?limit=1'), 'permission.denied');
    await ask();
    await ask();
    await planner.get('/api/me');
    await expectProblem(await testApp.anonymous.get('/api/accounts'), 'session.missing');
    const { items, total } = await lines();
    expect(total).toBe(before + 1);
    expect(items[0]).toMatchObject({
      account: { username: 'refused.planner' },
      subjectId: '/api/accounts',
      detail: { method: 'GET' },
    });
    testApp.clock.set(new Date(Date.parse(testApp.clock.now()) + 61_000).toISOString());
    await ask();
    expect((await lines()).total).toBe(before + 2);
  });
});

describe('refusals of one person within a minute', () => {
  it('stand in the log for each thing that was asked for', async () => {
    const planner = await testApp.as('refused.twice', { role: 'planner' });
    const before = (await readPage('action=access.refused&limit=1')).total;
    for (const path of ['/api/accounts?limit=1', '/api/audit?limit=1']) {
      await expectProblem(await planner.get(path), 'permission.denied');
    }
    const { items, total } = await readPage('action=access.refused&limit=2');
    expect(total).toBe(before + 2);
    expect(items.map(({ subjectId }) => subjectId)).toEqual(['/api/audit', '/api/accounts']);
  });
});

describe('the log for another system', () => {
  const linesOf = async (path: string) => {
    const response = await auditor.get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    return (await response.text()).trimEnd().split('\n');
  };
  const entriesOf = async (path: string) =>
    (await linesOf(path)).map((line) => AuditExportEntry.parse(JSON.parse(line)));

  it('is every line from the first to its own, from which the root of the signed head is made again', async () => {
    await asSystem(testApp.database, async (sql) => {
      for (let number = 0; number < 1_200; number += 1) {
        await appendAudit(sql, testApp.clock, {
          action: 'load.read',
          subjectKind: 'point',
          subjectId: number,
        });
      }
    });
    const entries = await entriesOf('/api/audit.ndjson');
    expect(entries.length).toBeGreaterThan(1_200);
    expect(entries.map(({ place }) => place)).toEqual(entries.map((_, index) => index + 1));
    const tree = new GrowingTree();
    for (const entry of entries) tree.add(leafOf({ ...entry, hash: null }));
    const { head } = LogHeadAnswer.parse(await (await auditor.get('/api/log/head')).json());
    expect([tree.size, tree.root()]).toEqual([head.size, head.root]);
    expect(entries.at(-1)).toMatchObject({
      action: 'audit.export',
      account: { username: 'auditor' },
      detail: { format: 'ndjson', after: 0 },
    });
  });

  it('goes on behind the last line that the other system has', async () => {
    const last = (await entriesOf('/api/audit.ndjson')).at(-1)?.place ?? 0;
    const more = await entriesOf(`/api/audit.ndjson?after=${last}`);
    expect(more.map(({ place }) => place)).toEqual([last + 1]);
    const far = await auditor.get(`/api/audit.ndjson?after=${last + 1_000}`);
    expect([far.status, await far.text()]).toEqual([200, '']);
  });

  it('is one syslog message a line, too', async () => {
    const messages = await linesOf('/api/audit.syslog');
    const entries = await entriesOf('/api/audit.ndjson');
    expect(messages).toHaveLength(entries.length - 1);
    for (const [index, message] of messages.entries()) {
      expect(message).toMatch(/^<1(?:09|10)>1 2026-\S+Z \S+ dia-ban - \S+ \[meta sequenceId="/);
      expect(JSON.parse(message.slice(message.indexOf('\uFEFF') + 1))).toEqual(entries[index]);
    }
  });

  it.each(['ndjson', 'syslog'])('%s is given to the auditor alone', async (format) => {
    const analyst = await testApp.as('analyst');
    await expectProblem(await analyst.get(`/api/audit.${format}`), 'permission.denied');
    await expectProblem(await testApp.anonymous.get(`/api/audit.${format}`), 'session.missing');
    await expectProblem(await auditor.get(`/api/audit.${format}?after=x`), 'request.invalid');
  });

  it('is taken out twice at a time, and once more when one was left', async () => {
    const [one, two] = [
      await auditor.get('/api/audit.ndjson'),
      await auditor.get('/api/audit.syslog'),
    ];
    for (const format of ['ndjson', 'syslog']) {
      await expectProblem(await auditor.get(`/api/audit.${format}`), 'export.busy');
    }
    await one.body?.cancel();
    await two.text();
    await linesOf('/api/audit.syslog');
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
