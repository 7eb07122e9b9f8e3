import { randomUUID } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createApp } from '#server/app.ts';
import type { Config } from '#server/configuration/config.ts';
import { Problem } from '#server/contract/problem.ts';
import { asOwner } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await createTestApp();
  await testApp.deps.points.reload();
});
afterAll(() => testApp.close());

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return Problem.parse(await response.json());
}

/** A proposal of a point; what is wrong with it does not matter here unless said so. */
const PROPOSAL = {
  officialName: 'Khu vực vỉa hè thử nghiệm',
  category: 'DV',
  effectiveOn: '2026-11-01',
  geometry: { type: 'Point', coordinates: [105.852, 21.0287] },
};

/** Metrics as a program at some address gets them. */
async function metricsFrom(
  remoteAddress: string,
  config: Partial<Config> = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const { deps } = testApp;
  const app = createApp({ ...deps, config: { ...deps.config, ...config } });
  const incoming = { socket: { remoteAddress, remotePort: 1, remoteFamily: 'IPv4' } };
  return app.request('/metrics', { headers }, { incoming });
}

describe('what an operator asks', () => {
  it('is told that the process lives and that it is ready', async () => {
    expect((await testApp.anonymous.get('/api/health/live')).status).toBe(200);
    expect((await testApp.anonymous.get('/api/health/ready')).status).toBe(200);
  });

  it('gets metrics by route pattern, without the ids that were asked for', async () => {
    const analyst = await testApp.as('analyst');
    await analyst.get('/api/points/987654');
    const text = await (await metricsFrom('127.0.0.1')).text();
    expect(text).toContain('route="/api/points/:id",status="404"');
    expect(text).not.toContain('987654');
  });

  it('gets the version and whether the data is a demonstration', async () => {
    const configuration = await (await testApp.anonymous.get('/api/configuration')).json();
    expect(configuration).toMatchObject({ demo: false, basemap: null });
  });

  it('names the style of another basemap, whose host alone the page may reach besides its own', async () => {
    const { deps } = testApp;
    const basemapStyleUrl = 'https://tiles.example.org/styles/light.json';
    const app = createApp({ ...deps, config: { ...deps.config, basemapStyleUrl } });
    const answer = await app.request('/api/configuration');
    expect(await answer.json()).toMatchObject({ basemap: { kind: 'style', url: basemapStyleUrl } });
    const hosts = (response: Response) =>
      /connect-src ([^;]*);/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
    expect(hosts(answer)).toBe("'self' https://tiles.example.org");
    expect(hosts(await testApp.anonymous.get('/api/configuration'))).toBe("'self'");
  });

  it('gets an OpenAPI 3.1 document that names the session and asks writes for a key', async () => {
    const document = await (await (await testApp.as('analyst')).get('/api/openapi.json')).json();
    expect(document).toMatchObject({
      openapi: '3.1.0',
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie' } } },
    });
    expect(document.paths['/api/points'].post.parameters).toContainEqual(
      expect.objectContaining({ name: 'Idempotency-Key', required: true }),
    );
  });

  it('gets a reference page that runs under the content security policy', async () => {
    const analyst = await testApp.as('analyst');
    const page = await analyst.get('/api/docs');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    const html = await page.text();
    expect(html).not.toMatch(/<script>|<script[^>]*>[^<]/);
    for (const [, address = ''] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      expect([address, (await analyst.get(address)).status]).toEqual([address, 200]);
    }
  });

  it('gets the description of the interface without a sign-in only where that is configured', async () => {
    const { deps } = testApp;
    const open = createApp({ ...deps, config: { ...deps.config, openDocs: true } });
    for (const address of ['/api/openapi.json', '/api/docs', '/api/docs/start.js']) {
      expect((await problemOf(await testApp.anonymous.get(address))).code).toBe('session.missing');
      expect([address, (await open.request(address)).status]).toEqual([address, 200]);
    }
  });

  it('gets metrics on this machine, and elsewhere by the token that is configured', async () => {
    expect((await metricsFrom('::ffff:127.0.0.1')).status).toBe(200);
    expect((await problemOf(await metricsFrom('203.0.113.5'))).code).toBe('metrics.not_allowed');
    const proxied = { publicUrl: 'https://diaban.example' };
    const through = { 'x-forwarded-for': '203.0.113.5' };
    const refused = await metricsFrom('127.0.0.1', proxied, through);
    expect((await problemOf(refused)).code).toBe('metrics.not_allowed');
    const config = { metricsToken: 'sixteen-characters' };
    const shown = (token: string) => ({ authorization: `Bearer ${token}` });
    const served = await metricsFrom('203.0.113.5', config, shown('sixteen-characters'));
    expect(served.status).toBe(200);
    for (const headers of [{}, shown('sixteen-character'), shown('sixteen-charactert')]) {
      const answer = await metricsFrom('127.0.0.1', config, headers);
      expect((await problemOf(answer)).code).toBe('metrics.not_allowed');
    }
  });
});

describe('a request that no handler should meet', () => {
  it('is refused as unknown or as the wrong method', async () => {
    const analyst = await testApp.as('analyst');
    expect((await problemOf(await analyst.get('/api/nothing'))).code).toBe('request.not_found');
    const wrong = await analyst.request('/api/points', { method: 'DELETE' });
    expect(wrong.headers.get('allow')).toBe('GET, POST');
    expect((await problemOf(wrong)).code).toBe('request.method_not_allowed');
  });

  it('is refused without a session, whatever its address', async () => {
    for (const path of ['/api/points', '/api/communes', '/api/nothing']) {
      const response = await testApp.anonymous.get(path);
      expect([path, (await problemOf(response)).code]).toEqual([path, 'session.missing']);
    }
  });

  it('is refused with the Vietnamese sentence that says what to do', async () => {
    const problem = await problemOf(await testApp.anonymous.get('/api/points'));
    expect(problem).toMatchObject({
      type: '/problems/session.missing',
      title: 'Session missing',
      status: 401,
      detail: 'Bạn chưa đăng nhập hoặc phiên đã hết hạn. Hãy đăng nhập lại.',
    });
    expect(problem.requestId).toMatch(/^[\w-]{8,}$/);
  });

  it.each([
    ['broken JSON', '{"officialName":', 400],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 400],
    ['a NUL in a text', JSON.stringify({ ...PROPOSAL, officialName: 'a\0b' }), 400],
    ['half of a surrogate pair', '{"officialName":"\\ud800 abc"}', 400],
    ['more than a mebibyte', JSON.stringify({ note: 'x'.repeat(1_100_000) }), 413],
  ])('is refused when its body is %s', async (_, body, status) => {
    const analyst = await testApp.as('analyst');
    const response = await analyst.request('/api/points', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body,
    });
    expect((await problemOf(response)).status).toBe(status);
  });

  it('is refused when its body is not JSON', async () => {
    const analyst = await testApp.as('analyst');
    const response = await analyst.post('/api/points', PROPOSAL, { 'content-type': 'text/plain' });
    expect((await problemOf(response)).code).toBe('request.unsupported_media_type');
  });

  it('names each wrong field by a pointer', async () => {
    const analyst = await testApp.as('analyst');
    const body = { ...PROPOSAL, officialName: undefined, effectiveOn: '2026-02-30' };
    const problem = await problemOf(await analyst.post('/api/points', body));
    expect(problem.code).toBe('request.invalid');
    expect(problem.errors).toEqual(
      expect.arrayContaining([
        { pointer: '/officialName', code: 'required' },
        { pointer: '/effectiveOn', code: 'date' },
      ]),
    );
    const query = await problemOf(await analyst.get('/api/points?bbox=1,2,3&limit=0'));
    expect(query.errors).toEqual(
      expect.arrayContaining([
        { pointer: '/bbox', in: 'query', code: 'bbox' },
        { pointer: '/limit', in: 'query', code: 'too_small' },
      ]),
    );
  });

  it('is refused when another site made the browser send it', async () => {
    const analyst = await testApp.as('analyst');
    const foreign = [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://elsewhere.example' }];
    for (const headers of foreign) {
      const response = await analyst.post('/api/points', PROPOSAL, headers);
      expect((await problemOf(response)).code).toBe('request.cross_site');
    }
    const own = await analyst.post('/api/points', {}, { origin: 'http://localhost' });
    expect((await problemOf(own)).code).toBe('request.invalid');
    // A host name that was later pointed at this server: the browser takes its page for the same origin.
    const host = 'evil.example';
    for (const headers of [{ origin: `https://${host}` }, { 'sec-fetch-site': 'same-origin' }]) {
      const rebound = await analyst.post('/api/points', {}, { ...headers, host });
      expect((await problemOf(rebound)).code).toBe('request.cross_site');
    }
    // A program sends neither header and may use any name for the server.
    const program = await analyst.post('/api/points', {}, { host: 'dia-ban.internal' });
    expect((await problemOf(program)).code).toBe('request.invalid');
  });

  it('is kept by no cache where it holds data that only this person may see', async () => {
    const analyst = await testApp.as('analyst');
    for (const address of ['/api/points', '/api/me', '/api/tips', '/api/routes']) {
      expect((await analyst.get(address)).headers.get('cache-control')).toBe('no-store');
    }
  });
});

describe('readiness', () => {
  it('is denied while the database does not answer', async () => {
    const broken = await createTestApp({ reference: false });
    await broken.close();
    await expectProblem(await broken.anonymous.get('/api/health/ready'), 'server.not_ready');
    expect((await broken.anonymous.get('/api/health/live')).status).toBe(200);
  });

  const askWith = async (deps: Partial<Deps>) =>
    createApp({ ...testApp.deps, ...deps }).request('/api/health/ready');

  it('is denied while the database is of an older or a newer program', async () => {
    const { database } = testApp;
    const last = await asOwner(
      database,
      (sql) => sql`
        delete from schema_migration
        where number = (select max(number) from schema_migration)
        returning number, name, checksum`,
    );
    await expectProblem(await askWith({}), 'server.migrations_differ');
    const newer = { number: 9_999, name: '9999-of-a-newer-program.sql', checksum: '' };
    await asOwner(database, async (sql) => {
      for (const row of [...last, newer]) {
        await sql`insert into schema_migration ${sql(row)}`;
      }
    });
    await expectProblem(await askWith({}), 'server.migrations_differ');
    await asOwner(database, (sql) => sql`delete from schema_migration where number = 9999`);
    expect((await askWith({})).status).toBe(200);
  });

  it('is denied while the data folder or the folder of photos is not there', async () => {
    const { config } = testApp.deps;
    const missing = join(config.dataDirectory, 'unmounted', 'disk');
    for (const folder of [{ dataDirectory: missing }, { attachmentsDirectory: missing }]) {
      const answer = await askWith({ config: { ...config, ...folder } });
      await expectProblem(answer, 'server.disk_unusable');
    }
    expect(await readdir(config.dataDirectory)).toEqual(['attachments']);
  });

  it('is denied while the file of the secret is gone or cut short', async () => {
    const config = { ...testApp.deps.config, secret: null };
    const file = join(config.dataDirectory, 'secret');
    await expectProblem(await askWith({ config }), 'server.secret_missing');
    await writeFile(file, 'cut short');
    await expectProblem(await askWith({ config }), 'server.secret_missing');
    await writeFile(file, 'a secret of more than thirty-two characters');
    expect((await askWith({ config })).status).toBe(200);
    await rm(file);
  });

  it('is denied before the engine is loaded, and where it does not follow other processes any more', async () => {
    const { clock, database, points } = testApp.deps;
    const readAt = (milliseconds: number | null) => ({
      points: {
        ...points,
        readAt:
          milliseconds === null
            ? null
            : new Date(Date.parse(clock.now()) - milliseconds).toISOString(),
      },
    });
    await expectProblem(await askWith(readAt(null)), 'server.engine_behind');
    const late = await askWith(readAt(181_000));
    // Nobody else writes into an embedded database.
    expect(late.status).toBe(database.kind === 'server' ? 503 : 200);
    expect((await askWith(readAt(120_000))).status).toBe(200);
  });
});
