import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { doWhenFree, type Line, type Need } from './signed-in.tsx';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function lineThatIs(first: Need): Line & { becomes(need: Need): void; listeners: Set<() => void> } {
  const listeners = new Set<() => void>();
  let current = first;
  return {
    listeners,
    need: () => current,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    becomes(need) {
      current = need;
      for (const listener of listeners) listener();
    },
  };
}

/** Steps that note when they begin; each ends when the test says so. */
function stepsThatNote(count: number) {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const steps = Array.from({ length: count }, (_, at) => () => {
    begun.push(at);
    return new Promise<void>((resolve) => void (ends[at] = resolve));
  });
  return { begun, steps, ends: (at: number) => ends[at]?.() };
}

const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const never = () => new AbortController().signal;

describe('what is loaded ahead', () => {
  it('begins only when the first screen has its answers', async () => {
    const line = lineThatIs('answers');
    const { begun, steps } = stepsThatNote(1);
    void doWhenFree(steps, line, never());
    await wait(60_000);
    expect(begun).toEqual([]);
    line.becomes('nothing');
    await wait(499);
    expect(begun).toEqual([]);
    await wait(1);
    expect(begun).toEqual([0]);
  });

  it('waits anew when somebody asks for something within its rest', async () => {
    const line = lineThatIs('nothing');
    const { begun, steps } = stepsThatNote(1);
    void doWhenFree(steps, line, never());
    await wait(400);
    line.becomes('code');
    await wait(10_000);
    line.becomes('nothing');
    await wait(400);
    expect(begun).toEqual([]);
    await wait(100);
    expect(begun).toEqual([0]);
  });

  it('comes one at a time', async () => {
    const { begun, steps, ends } = stepsThatNote(3);
    void doWhenFree(steps, lineThatIs('nothing'), never());
    await wait(60_000);
    expect(begun).toEqual([0]);
    ends(0);
    await wait(1_000);
    expect(begun).toEqual([0, 1]);
  });

  it('stops while a screen opens, and goes on beside the answers to its questions', async () => {
    const line = lineThatIs('nothing');
    const { begun, steps, ends } = stepsThatNote(2);
    void doWhenFree(steps, line, never());
    await wait(500);
    line.becomes('code');
    ends(0);
    await wait(60_000);
    expect(begun).toEqual([0]);
    line.becomes('answers');
    await wait(100);
    expect(begun).toEqual([0, 1]);
  });

  it('ends with the frame that began it, and listens no longer', async () => {
    const line = lineThatIs('code');
    const frame = new AbortController();
    const { begun, steps } = stepsThatNote(1);
    const ending = doWhenFree(steps, line, frame.signal).catch((error: unknown) => error);
    frame.abort();
    expect(await ending).toMatchObject({ name: 'AbortError' });
    line.becomes('nothing');
    await wait(60_000);
    expect(begun).toEqual([]);
    expect(line.listeners.size).toBe(0);
  });

  it('ends with the step that fails', async () => {
    const { begun, steps } = stepsThatNote(1);
    const fails = () => Promise.reject(new Error('no network'));
    const row = doWhenFree([fails, ...steps], lineThatIs('nothing'), never());
    const ending = row.catch((error: unknown) => error);
    await wait(60_000);
    expect(await ending).toMatchObject({ message: 'no network' });
    expect(begun).toEqual([]);
  });
});
