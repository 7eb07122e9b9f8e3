import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { AppError } from '#server/contract/problem.ts';

import { watchProcess } from './watch-process.ts';

/** More than any process has. */
const ROOMY = 1_000_000;
let stopped: [code: string, limit: unknown][];
let watch: ReturnType<typeof watchProcess>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  stopped = [];
});
afterEach(() => {
  watch.end();
  vi.useRealTimers();
});

const watching = (pid: number | undefined, seconds: number, megabytes = ROOMY) => {
  watch = watchProcess(pid, { seconds, megabytes }, ({ code, parameters }: AppError) => {
    stopped.push([code, parameters['limit']]);
  });
};

describe('a process that reads a file', () => {
  it('is stopped once it holds more than it may, also before its work begins', () => {
    watching(process.pid, 60, 1);
    vi.advanceTimersByTime(99);
    expect(stopped).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(stopped).toEqual([['file.too_large', 1]]);
  });

  it('may take thirty seconds of a busy machine for each second of work', () => {
    watching(process.pid, 2);
    vi.advanceTimersByTime(70_000);
    watch.begin();
    vi.advanceTimersByTime(60_000);
    expect(stopped).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(stopped).toEqual([['file.took_too_long', 2]]);
  });

  it('may take twice its time where the system does not tell what it uses', () => {
    watching(undefined, 2);
    watch.begin();
    vi.advanceTimersByTime(4_000);
    expect(stopped).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(stopped).toEqual([['file.took_too_long', 2]]);
  });

  it('is not looked at any more after its end', () => {
    watching(undefined, 2);
    watch.begin();
    watch.end();
    vi.advanceTimersByTime(60_000);
    expect(stopped).toEqual([]);
  });
});
