import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { listen, type Listening } from '#server/http/listen.ts';
import { redocly } from '#tests/support/openapi/redocly.ts';
import { people, proposed } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const run = promisify(execFile);
/** Within the project, so that its types are found. */
const FOLDER = resolve('.test-output', 'openapi-client');
const PROGRAM = `import { configure, getPoints, type PointStatus } from './client.ts';

const { DIABAN_URL = '', DIABAN_TOKEN = '' } = process.env;
configure({ serverUrl: DIABAN_URL, auth: { bearer: DIABAN_TOKEN } });
const counts: Partial<Record<PointStatus, number>> = {};
let cursor: string | undefined;
do {
  const page = await getPoints({ query: { limit: 2, ...(cursor !== undefined && { cursor }) } });
  for (const { status } of page.items) counts[status] = (counts[status] ?? 0) + 1;
  cursor = page.next ?? undefined;
} while (cursor !== undefined);
console.log(JSON.stringify(counts));
`;

let test: TestApp;
let server: Listening;
let token: string;
let folder: string;
beforeAll(async () => {
  test = await createTestApp();
  const by = await people(test);
  for (let count = 0; count < 3; count += 1) await proposed(by);
  await test.deps.points.reload();
  server = await listen((request, env) => test.app.fetch(request, env), 0, '127.0.0.1');
  ({ token } = await (
    await by.analyst.post('/api/tokens', { name: 'Báo cáo đêm', days: 1 })
  ).json());
  await rm(FOLDER, { recursive: true, force: true });
  folder = join(FOLDER, 'export');
  await mkdir(folder, { recursive: true });
});
afterAll(async () => {
  await server.stop();
  await test.close();
  await rm(FOLDER, { recursive: true, force: true });
});

const address = () => `http://127.0.0.1:${server.port}`;

/** Errors that the compiler finds in a program, empty where there are none. */
async function typeErrors(program: string): Promise<string> {
  const options = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck'];
  const system = [
    '--module',
    'preserve',
    '--target',
    'es2023',
    '--types',
    'node',
    '--allowImportingTsExtensions',
  ];
  const lib = ['--lib', 'es2023,dom,dom.iterable'];
  const compiler = resolve('node_modules', '.bin', 'tsc');
  return await run(compiler, [...options, ...system, ...lib, program], { cwd: FOLDER }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

describe('a client that is generated from the description of the interface', () => {
  it('is typed, and reads a list in pages with a token', async () => {
    const document = await (
      await test.app.request('/api/openapi.json', { headers: { authorization: `Bearer ${token}` } })
    ).text();
    await writeFile(join(FOLDER, 'openapi.json'), document);
    await redocly(
      'generate-client',
      join(FOLDER, 'openapi.json'),
      '--output',
      join(FOLDER, 'client.ts'),
      '--import-ext=ts',
    );
    await writeFile(join(FOLDER, 'right.ts'), PROGRAM);
    const wrong = PROGRAM.replace('limit: 2', "limit: 'two'").replace('{ status }', '{ state }');
    await writeFile(join(FOLDER, 'wrong.ts'), wrong);
    expect(await typeErrors('right.ts')).toBe('');
    const errors = await typeErrors('wrong.ts');
    expect(errors).toContain("Type 'string' is not assignable to type 'number'");
    expect(errors).toContain("Property 'state' does not exist on type 'PointSummary'");

    const env = { ...process.env, DIABAN_URL: address(), DIABAN_TOKEN: token };
    const program = join(FOLDER, 'right.ts');
    const { stdout } = await run(process.execPath, ['--import', 'tsx', program], { env });
    expect(JSON.parse(stdout)).toEqual({ proposed: 3 });
  });
});

describe('the nightly export for programs', () => {
  it('is at most fifteen lines of shell, and brings all points in each format', async () => {
    const page = await readFile('server/deploy/PROGRAMS.md', 'utf8');
    const [, script = ''] = /```sh\n(#!\/bin\/sh\n[\s\S]*?)```/.exec(page) ?? [];
    expect(script.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
    await writeFile(join(FOLDER, 'nightly.sh'), script);
    await writeFile(join(FOLDER, 'key'), `Authorization: Bearer ${token}\n`);
    const env = { ...process.env, DIABAN_URL: address(), DIABAN_KEY: join(FOLDER, 'key') };
    await run('sh', [join(FOLDER, 'nightly.sh'), folder], { env });
    const csv = await readFile(join(folder, 'points.csv'), 'utf8');
    expect(csv.match(/Nhà nghỉ Minh Họa/g)).toHaveLength(3);
    const { features } = JSON.parse(await readFile(join(folder, 'points.geojson'), 'utf8'));
    expect(features).toHaveLength(3);
    expect((await readFile(join(folder, 'points.gpkg'))).subarray(0, 15).toString()).toBe(
      'SQLite format 3',
    );
  });

  it('leaves the files of the night before where the token has ended', async () => {
    await writeFile(join(folder, 'points.csv'), 'of yesterday');
    await writeFile(join(FOLDER, 'key'), 'Authorization: Bearer diaban_wrong\n');
    const env = { ...process.env, DIABAN_URL: address(), DIABAN_KEY: join(FOLDER, 'key') };
    const ended = run('sh', [join(FOLDER, 'nightly.sh'), folder], { env });
    await expect(ended).rejects.toMatchObject({ code: 22 });
    expect(await readFile(join(folder, 'points.csv'), 'utf8')).toBe('of yesterday');
  });
});
