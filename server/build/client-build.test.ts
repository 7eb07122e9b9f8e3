import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ensureClientBuilt, stampBuild } from './client-build.ts';
import { forProduction } from './for-production.ts';

describe('the bundle of the pages', () => {
  let root: string;

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }

  const buildPages = async () =>
    build({
      root: join(root, 'client'),
      configFile: false,
      logLevel: 'silent',
      plugins: [stampBuild(root)],
    });

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'diaban-build-'));
    await write('client/main.ts', 'export const one = 1;');
    await write('server/contract/point.ts', 'export type Point = string;');
    await write('package-lock.json', '{}');
    // A build that is tried says so.
    await write('vite.config.ts', `throw new Error('built anew');`);
    await write('client/index.html', '<script type="module" src="/main.ts"></script>');
    await buildPages();
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  it('is served as it is after the folder was copied, which gives its files other times', async () => {
    const long = new Date('2020-01-01T00:00:00Z');
    await utimes(join(root, 'client/main.ts'), long, long);
    expect(await ensureClientBuilt(root)).toBe(join(root, 'dist/client'));
    expect(await ensureClientBuilt(root)).toBe(join(root, 'dist/client'));
  });

  it('is built anew when a source has changed, also one of equal length', async () => {
    await write('client/main.ts', 'export const one = 2;');
    await expect(ensureClientBuilt(root)).rejects.toThrow('built anew');
  });

  it('is built anew when it is missing', async () => {
    await rm(join(root, 'dist/client/index.html'));
    await expect(ensureClientBuilt(root)).rejects.toThrow('built anew');
  });

  it('is whole after three builds at once, and nothing is left beside it', async () => {
    await write('client/main.ts', `document.title = '${'long '.repeat(1_000)}';`);
    await Promise.all([buildPages(), buildPages(), buildPages()]);
    expect(await readdir(join(root, 'dist'))).toEqual(['client']);
    expect(await ensureClientBuilt(root)).toBe(join(root, 'dist/client'));
    const page = await readFile(join(root, 'dist/client/index.html'), 'utf8');
    const [script = ''] = await readdir(join(root, 'dist/client/assets'));
    expect(page).toContain(script);
    expect(await readdir(join(root, 'dist/client/assets'))).toEqual([script, `${script}.br`]);
  });

  it('stays as it was when the next build fails', async () => {
    await write('client/main.ts', 'not a program (');
    await expect(buildPages()).rejects.toThrow('main.ts');
    expect(await readdir(join(root, 'dist'))).toEqual(['client']);
    await write('client/main.ts', 'export const one = 1;');
    expect(await ensureClientBuilt(root)).toBe(join(root, 'dist/client'));
  });

  it('is made for production from a process that tests, which stays as it was', async () => {
    vi.stubEnv('NODE_ENV', 'test');
    await write('index.html', '<script type="module" src="/main.js"></script>');
    await write('main.js', 'document.title = import.meta.env.PROD ? "for people" : "for tests";');
    await build({ root, configFile: false, logLevel: 'silent', plugins: [forProduction()] });
    const [script = ''] = await readdir(join(root, 'dist/assets'));
    expect(await readFile(join(root, 'dist/assets', script), 'utf8')).toContain('for people');
    expect(process.env['NODE_ENV']).toBe('test');
    vi.unstubAllEnvs();
  });
});
