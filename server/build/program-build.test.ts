import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { beforeAll, describe, expect, it } from 'vitest';

import { PROJECT_ROOT } from '#server/program.ts';

import { buildProgram, refuseOldProgram } from './program-build.ts';

/** Most packages on a machine that only runs the product. */
const MOST_PACKAGES = 270;

/** Runs a text in plain Node.js, in which every source of the server would be refused. */
async function runPlain(text: string): Promise<unknown> {
  const args = ['--input-type=module', '--eval', text];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: PROJECT_ROOT });
  return JSON.parse(stdout);
}

describe('the built program', () => {
  beforeAll(async () => buildProgram(PROJECT_ROOT), 60_000);

  it('computes in threads without a compiler', { timeout: 60_000 }, async () => {
    const cells = await runPlain(`
      const { Worker } = await import('node:worker_threads');
      const column = Float64Array.from({ length: 30 }, (_, at) => at);
      const none = new Float64Array(30);
      const events = { longitudes: column.map((at) => 105.8 + at / 1e4), latitudes: none.fill(21), days: column, origins: none };
      const places = { longitudes: column, latitudes: column, checks: column };
      const query = { method: 'near_repeat', replicates: 9, seed: 1 };
      const given = { events, places, period: { from: '1970-01-01', to: '1970-12-31' }, query };
      const options = { execArgv: [], workerData: { given: { name: 'places', given } } };
      const thread = new Worker('./dist/program/server/features/analysis/analysis-thread.js', options);
      thread.on('message', ({ result }) => result && console.log(JSON.stringify(result.repeats.length)));`);
    expect(cells).toBe(20);
  });

  it('reads files in processes without a compiler', { timeout: 60_000 }, async () => {
    const report = await runPlain(`
      const { fork } = await import('node:child_process');
      const options = { execArgv: [], serialization: 'advanced' };
      const reader = fork('./dist/program/server/workers/worker-process.js', [], options);
      const ways = '<node id="1" lon="105.85" lat="21.02"/><node id="2" lon="105.86" lat="21.03"/>';
      const road = '<way id="7"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way>';
      reader.send({ kind: 'block', bytes: Buffer.from('<osm>' + ways + road + '</osm>') });
      reader.send({ kind: 'run', task: 'roadPreview', input: {} });
      reader.on('message', ({ kind, result }) => {
        if (kind !== 'done') return;
        console.log(JSON.stringify(result.report.edges));
        reader.disconnect();
      });`);
    expect(report).toBe(1);
  });

  it('is taken beside its own sources, and refused beside others', async () => {
    await refuseOldProgram(PROJECT_ROOT);
    const empty = await mkdtemp(join(tmpdir(), 'diaban-program-'));
    await expect(refuseOldProgram(empty)).rejects.toThrow('npm run build');
    await rm(empty, { recursive: true });
  });
});

describe('the packages that run it', () => {
  it('are few, and no compiler, bundler or test program is among them', async () => {
    type Entry = { dev?: boolean; optional?: boolean };
    const lock = JSON.parse(await readFile(join(PROJECT_ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, Entry>;
    };
    // Optional packages are binaries of other machines, of which one of each kind is installed.
    const names = Object.entries(lock.packages)
      .filter(([path, { dev, optional }]) => path !== '' && dev !== true && optional !== true)
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect(names.length).toBeGreaterThan(50);
    expect(names.length).toBeLessThanOrEqual(MOST_PACKAGES);
    const builders = ['esbuild', 'vite', 'rolldown', 'tsx', 'typescript', 'vitest', 'react'];
    expect(names.filter((name) => builders.includes(name))).toEqual([]);
  });
});
