import { randomUUID } from 'node:crypto';

import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import type { ReportView } from '#server/contract/report.ts';
import { setPassword } from '#tests/support/accounts/access-link.ts';
import { startProvider, type TestProvider } from '#tests/support/accounts/identity-provider.ts';
import { openAccount, TEST_PASSWORD } from '#tests/support/accounts/people.ts';
import { bindByCodeIn, signInBy } from '#tests/support/accounts/single-sign-on.ts';
import { osmFiles } from '#tests/support/files/osm-files.ts';
import { telephonePhoto } from '#tests/support/files/photos.ts';
import { photoFile, sendAttachment } from '#tests/support/files/send-attachment.ts';
import { handedOver, people, type People } from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { osmImporter, STREETS } from '#tests/support/requests/osm-imports.ts';
import { prepareRoutes } from '#tests/support/routes/prepared-routes.ts';
import { withToken } from '#tests/support/signals/tip-source.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const SCRIPT = '<script>alert(1)</script>';
const FORMULA = '=HYPERLINK("https://evil.example")';

describe('a code that binds an account to a person of the provider', () => {
  let test: TestApp;
  let provider: TestProvider;
  let admin: TestClient;
  beforeAll(async () => {
    provider = await startProvider();
    test = await createTestApp({ reference: false, environment: provider.environment });
    admin = await test.as('admin');
    for (const username of ['owner', 'thief']) {
      await openAccount(test.database, { username, role: 'planner' });
    }
  });
  afterAll(async () => {
    await test.close();
    await provider.close();
  });

  const codeFor = async (username: string): Promise<string> => {
    const made = await admin.post(`/api/accounts/${username}/single-sign-on/code`);
    return (await made.json()).code;
  };
  const comesAs = async (subject: string) => {
    provider.person = { subject };
    return (await signInBy(test, provider)).browser;
  };

  it('is nothing with the password of another account, guessed at only by its guesser, and used once', async () => {
    const code = await codeFor('owner');
    const thief = await comesAs('nguoi-trom');
    await expectProblem(
      await bindByCodeIn(thief, code, 'mật khẩu của kẻ trộm'),
      'account.wrong_password',
    );
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const guess = `aaaa-bbbb-cccc-ddd${attempt}`;
      await expectProblem(
        await bindByCodeIn(thief, guess, TEST_PASSWORD),
        'single_sign_on.wrong_code',
      );
    }
    await expectProblem(await bindByCodeIn(thief, code, TEST_PASSWORD), 'request.too_many');
    const owner = await comesAs('nguoi-chu');
    expect((await bindByCodeIn(owner, code, TEST_PASSWORD)).status).toBe(200);
    const third = await comesAs('nguoi-thu-ba');
    await expectProblem(
      await bindByCodeIn(third, code, TEST_PASSWORD),
      'single_sign_on.wrong_code',
    );
  });
});

describe('the removal of a second factor', () => {
  it('is not done by one administrator who opens a second account for it', async () => {
    const test = await createTestApp();
    const admin = await test.as('admin');
    await openAccount(test.database, { username: 'victim', role: 'analyst' });
    await test.database.sql`update app_user set two_factor_enabled = true where id = 'victim'`;
    const asked = await admin.post('/api/accounts/victim/link', { removesSecondFactor: true });
    expect(asked.status).toBe(200);
    const opened = await admin.post('/api/accounts', {
      username: 'second.self',
      name: 'Tài khoản thứ hai',
      role: 'admin',
      communeIds: [],
      validFrom: '2026-01-01',
      validTo: null,
    });
    const { account, token } = await opened.json();
    // An account that may confirm is itself confirmed by somebody else.
    await expectProblem(await setPassword(test, token), 'account.link_not_confirmed');
    const own = await admin.post(`/api/accounts/${account.id}/link/confirm`);
    await expectProblem(own, 'account.link_needs_another');
    await test.close();
  });
});

describe('photos and papers of a place', () => {
  let test: TestApp;
  let by: People;
  let point: PointDetail;
  let photo: string;
  beforeAll(async () => {
    test = await createTestApp();
    by = await people(test);
    await test.deps.points.reload();
    point = await handedOver(by, { officialName: `Nhà nghỉ ${SCRIPT}` });
    photo = randomUUID();
    const file = photoFile(await telephonePhoto());
    const sent = await sendAttachment(by.officer, file, { id: photo, pointId: point.id });
    if (!sent.ok) throw new Error(await sent.text());
  });
  afterAll(() => test.close());

  const tokenOf = async (client: TestClient, more: Record<string, unknown> = {}) => {
    const body = { name: 'thử', purpose: null, days: 30, rights: ['points:read'], ...more };
    const made = await client.post('/api/tokens', body);
    expect(made.status).toBe(201);
    return withToken(test, (await made.json()).token);
  };

  it('are read with a token where its owner reads them, and with no other', async () => {
    const path = `/api/attachments/${photo}`;
    const own = await (await tokenOf(by.leader)).get(path);
    expect([own.status, own.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    await expectProblem(await (await tokenOf(by.otherLeader)).get(path), 'attachment.not_found');
    const confined = await tokenOf(by.analyst, { collections: ['points'] });
    expect((await confined.get(path)).status).toBe(403);
    const refused = await (await tokenOf(by.leader)).post(`${path}/withdraw`, { reason: 'thử' });
    expect(refused.status).toBe(403);
  });

  it('stand in no report, and words that look like a script or a formula are words in it', async () => {
    const period = { kind: 'month', year: 2026, number: 3, commune: '00070' };
    const remark = `${SCRIPT} ${FORMULA}`;
    const drafted = await by.officer.post('/api/reports/drafts', { ...period, remark });
    const { versions } = (await drafted.json()) as ReportView;
    const path = `/api/reports/${versions[0]?.id}/documents`;
    const order = async (format: string) => {
      const answer = await by.leader.post(path, {
        format,
        audience: 'internal',
        purpose: 'In để thử',
      });
      expect(answer.status).toBe(200);
      return new Uint8Array(await answer.arrayBuffer());
    };
    for (const format of ['docx', 'xlsx']) {
      const parts = unzipSync(await order(format));
      const texts = Object.values(parts).map((part) => strFromU8(part, true));
      expect(texts.filter((text) => /<script|<f>/.test(text))).toEqual([]);
      expect(Object.keys(parts).filter((name) => /\.(jpe?g|png|webp)$/.test(name))).toEqual([]);
      expect(texts.join('').includes('&lt;script')).toBe(format === 'docx');
    }
    const lines = strFromU8(await order('csv')).split(/\r?\n/);
    expect(lines.filter((line) => /(^|[,;])"?[=+@]/.test(line))).toEqual([]);
  });
});

describe('names of others', () => {
  it('of streets and layers are told as words of JSON that no browser takes for a page', async () => {
    const test = await createTestApp();
    const admin = await test.as('admin');
    const ways = (STREETS.ways ?? []).map((way) => ({
      ...way,
      tags: { ...way.tags, name: `Phố ${SCRIPT}` },
    }));
    const osm = osmImporter(admin);
    const marked = (await osm.lines(osmFiles({ ...STREETS, ways }).pbf)).at(-1);
    expect(marked).toMatchObject({ phase: 'failed', code: 'osm.text_unsafe' });
    await osm.bring(osmFiles(STREETS).pbf, { source: `Nguồn ${SCRIPT}` });
    const analyst = await test.as('analyst');
    const form = new FormData();
    form.append('file', new File(['a;b\n1;2'], `${SCRIPT}.csv`));
    form.append('layer', SCRIPT);
    const answers = [
      await analyst.get(`/api/search?q=${encodeURIComponent('Phố script')}`),
      await admin.get('/api/osm-imports'),
      await admin.request('/api/boundaries/preview', { method: 'POST', body: form }),
    ];
    for (const answer of answers) {
      expect(answer.headers.get('content-type')).toMatch(/^application\/(problem\+)?json/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(texts.filter((text) => text.includes(SCRIPT))).not.toEqual([]);
    await test.close();
  });

  it('of routes end no line of a calendar, and open no element of a track', async () => {
    const { test, planner, published } = await prepareRoutes(60);
    const title = `Lộ trình ${SCRIPT}; a, b\\n`;
    const route = await published(4, { title });
    const file = async (form: string) =>
      await (await planner.get(`/api/routes/${route.id}.${form}?view=published`)).text();
    for (const form of ['gpx', 'kml']) {
      const text = await file(form);
      expect(text).not.toContain('<script');
      expect(text).toContain('&lt;script');
    }
    // RFC 5545, 3.3.11: a backslash before each sign that would end the text.
    const calendar = (await file('ics')).replaceAll('\r\n ', '');
    expect(calendar).toContain(`Lộ trình ${SCRIPT}\\; a\\, b\\\\n`);
    const torn = { title: 'a\r\nBEGIN:VALARM', onDate: '2026-11-26' };
    const copied = await planner.post(`/api/routes/${route.id}/copy`, torn);
    const { id } = copied.ok ? await copied.json() : route;
    const lines = (await (await planner.get(`/api/routes/${id}.ics`)).text()).split('\r\n');
    expect(lines.filter((line) => line.startsWith('BEGIN:VALARM'))).toEqual([]);
    await test.close();
  });
});
