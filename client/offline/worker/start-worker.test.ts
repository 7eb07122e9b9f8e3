import { afterEach, beforeEach, expect, it, vi } from 'vitest';

type State = 'installing' | 'installed' | 'activated' | 'redundant';

class FakeWorker extends EventTarget {
  state: State = 'installing';
  becomes(state: State) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

/** A browser's service workers, as far as a first start uses them. */
class FakeWorkers extends EventTarget {
  tries: FakeWorker[] = [];
  refuses = false;
  controller: FakeWorker | null = null;
  ready = Promise.resolve();
  /** Milliseconds that the browser takes to register one. */
  takes = 0;
  registered = new Set<unknown>();

  async register() {
    if (this.takes > 0) await new Promise<void>((resolve) => void setTimeout(resolve, this.takes));
    if (this.refuses) throw new TypeError('the file did not come');
    const installing = new FakeWorker();
    this.tries.push(installing);
    const registration = Object.assign(new EventTarget(), {
      installing,
      waiting: null,
      active: null,
      update: () => Promise.resolve(),
      unregister: async () => {
        this.registered.delete(registration);
        installing.becomes('redundant');
      },
    });
    this.registered.add(registration);
    return registration;
  }
  getRegistrations = () => Promise.resolve([...this.registered]);
  /** The worker that is being installed takes over the page, or gives up. */
  ends(state: 'activated' | 'redundant') {
    const worker = this.tries.at(-1);
    worker?.becomes(state);
    if (state === 'redundant' || worker === undefined) return;
    this.controller = worker;
    this.dispatchEvent(new Event('controllerchange'));
  }
}

let workers: FakeWorkers;
let ending: AbortController;

/** Starts the product's part of a page that has just been opened. */
async function starts() {
  const { allowWorker, startWorkerAtLast } = await import('./start-worker.ts');
  allowWorker();
  const served: boolean[] = [];
  void startWorkerAtLast(ending.signal).then((serves) => served.push(serves));
  await vi.advanceTimersByTimeAsync(0);
  return served;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  vi.stubEnv('PROD', true);
  workers = new FakeWorkers();
  vi.stubGlobal('navigator', { serviceWorker: workers });
  ending = new AbortController();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

it('serves the page once all files have come', async () => {
  const served = await starts();
  expect(served).toEqual([]);
  workers.ends('activated');
  await vi.advanceTimersByTimeAsync(0);
  expect(served).toEqual([true]);
});

it('tries again after ten seconds where a file did not come', async () => {
  const served = await starts();
  workers.ends('redundant');
  await vi.advanceTimersByTimeAsync(9_999);
  expect(workers.tries).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(workers.tries).toHaveLength(2);
  workers.ends('activated');
  await vi.advanceTimersByTimeAsync(0);
  expect(served).toEqual([true]);
});

it('tries again where the worker itself did not come, ever more seldom', async () => {
  workers.refuses = true;
  const served = await starts();
  await vi.advanceTimersByTimeAsync(100_000);
  workers.refuses = false;
  await vi.advanceTimersByTimeAsync(299_999);
  expect(workers.tries).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  workers.ends('activated');
  await vi.advanceTimersByTimeAsync(0);
  expect(served).toEqual([true]);
});

it('gives up where the page is left', async () => {
  const served = await starts();
  ending.abort();
  workers.ends('redundant');
  await vi.advanceTimersByTimeAsync(600_000);
  expect(workers.tries).toHaveLength(1);
  expect(served).toEqual([false]);
});

it('does not come back where the device forgets the session while it starts', async () => {
  workers.takes = 1_000;
  await starts();
  const { endWorker } = await import('./start-worker.ts');
  let ended = false;
  void endWorker(workers as unknown as ServiceWorkerContainer).then(() => (ended = true));
  await vi.advanceTimersByTimeAsync(999);
  expect(ended).toBe(false);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(ended).toBe(true);
  expect(workers.registered.size).toBe(0);
  expect(workers.tries).toHaveLength(1);
});
