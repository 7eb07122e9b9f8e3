import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

import { afterAll, describe, expect, it } from 'vitest';

import { PROJECT_ROOT } from '#server/program.ts';
import { workersAlive } from '#tests/support/processes/workers-alive.ts';

import { WorkerLane } from './worker-lane.ts';
import type { Work } from './worker.ts';

const WAYS = '<node id="1" lon="105.85" lat="21.02"/><node id="2" lon="105.86" lat="21.03"/>';
const road = '<way id="7"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way>';
/** A file that is read in a moment. */
const SMALL = Buffer.from(`<osm>${WAYS}${road}</osm>`);
/** A file that takes half a second of work and more than a hundred megabytes of memory. */
const LARGE = Buffer.from(`<osm>${WAYS}${road.repeat(60_000)}</osm>`);

const work = (bytes: Uint8Array, more: Partial<Work> = {}): Work => ({
  task: 'roadPreview',
  bytes,
  input: {},
  questions: {},
  limits: { seconds: 60, megabytes: 4_000 },
  signal: null,
  ...more,
});

/**
 * The lane of all tests but one. A worker takes a second of the processor to start: it is handed on until a test ends
 * it. None needs it: a test by itself starts one.
 */
const lane = new WorkerLane({ workers: 1, waiting: 2, heapMegabytes: 2_000 });
afterAll(() => lane.close());

// A worker starts many times slower on a machine busy with other tests.
describe('a lane of workers', { timeout: 180_000 }, () => {
  it('reads one file after the other in the same process', async () => {
    const first = await lane.run(work(SMALL));
    expect(first).toMatchObject({ format: 'xml', report: { edges: 1 } });
    const [pid, ...others] = workersAlive();
    expect(others).toEqual([]);
    const answers = await Promise.all([1, 2, 3].map(() => lane.run(work(SMALL))));
    expect(answers).toEqual([first, first, first]);
    expect(workersAlive()).toEqual([pid]);
  });

  it('gives a refusal with its code and details, and keeps the worker', async () => {
    await expect(lane.run(work(Buffer.from('no map')))).rejects.toMatchObject({
      code: 'osm.not_osm',
      parameters: { reason: 'unknown beginning' },
    });
    const [pid] = workersAlive();
    await lane.run(work(SMALL));
    expect(workersAlive()).toEqual([pid]);
  });

  it('lets only a limited number of files wait, and names the next attempt', async () => {
    const files = [1, 2, 3, 4].map(() => lane.run(work(SMALL)));
    const outcomes = await Promise.allSettled(files);
    const refused = outcomes.pop();
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(refused).toMatchObject({
      reason: { code: 'file.readers_busy', parameters: { seconds: expect.any(Number) } },
    });
  });

  it('tells a worker nothing of the environment', async () => {
    await lane.run(work(SMALL));
    const [pid] = workersAlive();
    const environment = execFileSync('cat', [`/proc/${pid}/environ`], { encoding: 'utf8' });
    const names = environment.split('\0').map((entry) => entry.split('=')[0]);
    expect(names.filter((name) => name !== '' && !name?.startsWith('NODE_CHANNEL_'))).toEqual([]);
  });

  it('gives lists of a result whole, however long they are', async () => {
    const answer = await lane.run(work(LARGE, { task: 'roads' }));
    expect(answer).toMatchObject({ report: { edges: 60_000 } });
    expect((answer as { edges: unknown[] }).edges).toHaveLength(60_000);
  });

  /** Gives a file that is too much for the limits, and one that waits behind it. */
  async function expectEnd(of: WorkerLane, limits: Work['limits'], code: string): Promise<void> {
    const [ended, next] = await Promise.allSettled([
      of.run(work(LARGE, { limits })),
      of.run(work(SMALL, { limits: { seconds: 60, megabytes: 4_000 } })),
    ]);
    expect(ended).toMatchObject({ status: 'rejected', reason: { code } });
    expect(next).toMatchObject({ status: 'fulfilled' });
    expect(workersAlive()).toHaveLength(1);
  }

  it.each([
    ['takes too long', { seconds: 0.1, megabytes: 4_000 }, 'file.took_too_long'],
    ['takes too much memory', { seconds: 60, megabytes: 120 }, 'file.too_large'],
  ])('ends a worker that %s, and reads the next file in another', async (_, limits, code) => {
    await expectEnd(lane, limits, code);
  });

  it('survives the sudden end of a worker, and says so', async () => {
    await lane.run(work(SMALL));
    const reading = Promise.allSettled([lane.run(work(LARGE))]);
    for (const pid of workersAlive()) process.kill(pid, 'SIGKILL');
    const [outcome] = await reading;
    expect(outcome).toMatchObject({ reason: { code: 'file.reading_failed' } });
    await expect(lane.run(work(SMALL))).resolves.toMatchObject({ format: 'xml' });
  });

  it('stops a read at once, or takes it from the queue, when nobody waits for it any more', async () => {
    const [away, gone] = [new AbortController(), new AbortController()];
    const read = lane.run(work(LARGE, { signal: away.signal }));
    const waiting = lane.run(work(LARGE, { signal: gone.signal }));
    const outcomes = Promise.allSettled([read, waiting]);
    gone.abort();
    away.abort();
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ reason: { code: 'import.cancelled' } });
    }
    await expect(lane.run(work(SMALL))).resolves.toMatchObject({ format: 'xml' });
    await expect(lane.run(work(SMALL, { signal: gone.signal }))).rejects.toMatchObject({
      code: 'import.cancelled',
    });
  });

  it('reads with workers from sources, as in development', async () => {
    const source = `
      import { WorkerLane } from '#server/workers/worker-lane.ts';
      const lane = new WorkerLane({ workers: 1, waiting: 1, heapMegabytes: 100 });
      const limits = { seconds: 60, megabytes: 4_000 };
      const bytes = Buffer.from(${JSON.stringify(String(SMALL))});
      const given = { task: 'roadPreview', bytes, input: {}, questions: {}, limits, signal: null };
      console.log(JSON.stringify(await lane.run(given)));
      lane.close();`;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', source];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: PROJECT_ROOT });
    expect(JSON.parse(stdout)).toMatchObject({ format: 'xml', report: { edges: 1 } });
  });

  it('ends a worker that fills the heap, and reads the next file in another', async () => {
    lane.close();
    const narrow = new WorkerLane({ workers: 1, waiting: 1, heapMegabytes: 60 });
    await expectEnd(narrow, { seconds: 60, megabytes: 4_000 }, 'file.too_large');
    narrow.close();
  });
});
