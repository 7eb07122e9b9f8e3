import { execFileSync } from 'node:child_process';

import { afterEach, describe, expect, it } from 'vitest';

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

const lanes: WorkerLane[] = [];
function laneOf(workers: number, waiting = 0, heapMegabytes = 2_000): WorkerLane {
  const lane = new WorkerLane({ workers, waiting, heapMegabytes });
  lanes.push(lane);
  return lane;
}
afterEach(() => {
  for (const lane of lanes.splice(0)) lane.close();
});

// A worker takes half a second to start, and many times that on a machine busy with other tests.
describe('a lane of workers', { timeout: 180_000 }, () => {
  it('reads one file after the other in the same process', async () => {
    const lane = laneOf(1, 5);
    const first = await lane.run(work(SMALL));
    expect(first).toMatchObject({ format: 'xml', report: { edges: 1 } });
    const [pid, ...others] = workersAlive();
    expect(others).toEqual([]);
    const answers = await Promise.all([1, 2, 3].map(() => lane.run(work(SMALL))));
    expect(answers).toEqual([first, first, first]);
    expect(workersAlive()).toEqual([pid]);
  });

  it('gives a refusal with its code and details, and keeps the worker', async () => {
    const lane = laneOf(1);
    await expect(lane.run(work(Buffer.from('no map')))).rejects.toMatchObject({
      code: 'osm.not_osm',
      parameters: { reason: 'unknown beginning' },
    });
    const [pid] = workersAlive();
    await lane.run(work(SMALL));
    expect(workersAlive()).toEqual([pid]);
  });

  it('gives lists of a result whole, however long they are', async () => {
    const answer = await laneOf(1).run(work(LARGE, { task: 'roads' }));
    expect(answer).toMatchObject({ report: { edges: 60_000 } });
    expect((answer as { edges: unknown[] }).edges).toHaveLength(60_000);
  });

  it.each([
    ['takes too long', { seconds: 0.1, megabytes: 4_000 }, 2_000, 'file.took_too_long'],
    ['takes too much memory', { seconds: 60, megabytes: 120 }, 2_000, 'file.too_large'],
    ['fills the heap', { seconds: 60, megabytes: 4_000 }, 60, 'file.too_large'],
  ])('ends a worker that %s, and reads the next file in another', async (_, limits, heap, code) => {
    const lane = laneOf(1, 1, heap);
    const [ended, next] = await Promise.allSettled([
      lane.run(work(LARGE, { limits })),
      lane.run(work(SMALL, { limits: { seconds: 60, megabytes: 4_000 } })),
    ]);
    expect(ended).toMatchObject({ status: 'rejected', reason: { code } });
    expect(next).toMatchObject({ status: 'fulfilled' });
    expect(workersAlive()).toHaveLength(1);
  });

  it('survives the sudden end of a worker, and says so', async () => {
    const lane = laneOf(1);
    await lane.run(work(SMALL));
    const reading = Promise.allSettled([lane.run(work(LARGE))]);
    for (const pid of workersAlive()) process.kill(pid, 'SIGKILL');
    const [outcome] = await reading;
    expect(outcome).toMatchObject({ reason: { code: 'file.reading_failed' } });
    await expect(lane.run(work(SMALL))).resolves.toMatchObject({ format: 'xml' });
  });

  it('lets only a limited number of files wait, and names the next attempt', async () => {
    const lane = laneOf(1, 1);
    const [first, second, third] = await Promise.allSettled([
      lane.run(work(SMALL)),
      lane.run(work(SMALL)),
      lane.run(work(SMALL)),
    ]);
    expect([first?.status, second?.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(third).toMatchObject({
      reason: { code: 'file.readers_busy', parameters: { seconds: expect.any(Number) } },
    });
  });

  it('stops a read at once, or takes it from the queue, when nobody waits for it any more', async () => {
    const lane = laneOf(1, 1);
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

  it('tells a worker nothing of the environment', async () => {
    const lane = laneOf(1);
    await lane.run(work(SMALL));
    const [pid] = workersAlive();
    const environment = execFileSync('cat', [`/proc/${pid}/environ`], { encoding: 'utf8' });
    const names = environment.split('\0').map((entry) => entry.split('=')[0]);
    expect(names.filter((name) => name !== '' && !name?.startsWith('NODE_CHANNEL_'))).toEqual([]);
  });
});
