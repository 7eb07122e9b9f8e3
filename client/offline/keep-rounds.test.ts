import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { noteSilence, watchedFetch } from '#client/api/connection.ts';
import { marked } from '#tests/support/faults/marked-answers.ts';

import { keepInRounds } from './keep-rounds.ts';

const QUARTER = 900_000;
let end = () => {};

beforeEach(async () => {
  vi.useFakeTimers();
  await serverAnswers();
});
afterEach(() => {
  end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function serverAnswers(): Promise<void> {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal(
    'fetch',
    marked(() => Promise.resolve(new Response(''))),
  );
  await watchedFetch('/api/health/live');
}

it('keeps at once, and again after a quarter of an hour', async () => {
  let rounds = 0;
  end = keepInRounds(() => Promise.resolve(void (rounds += 1)));
  await vi.advanceTimersByTimeAsync(QUARTER - 1);
  expect(rounds).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(rounds).toBe(2);
  end();
  await vi.advanceTimersByTimeAsync(2 * QUARTER);
  expect(rounds).toBe(2);
});

it('keeps as soon as the server answers, where it could not be reached before', async () => {
  let rounds = 0;
  noteSilence();
  end = keepInRounds(() => Promise.resolve(void (rounds += 1)));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(rounds).toBe(0);
  await serverAnswers();
  expect(rounds).toBe(1);
});

it('makes up for a round that was cut off, and for no other', async () => {
  const rounds: (() => void)[] = [];
  end = keepInRounds(() => new Promise((_, cut) => rounds.push(() => cut(new Error('cut off')))));
  noteSilence();
  rounds[0]?.();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(rounds).toHaveLength(1);
  await serverAnswers();
  expect(rounds).toHaveLength(2);
  noteSilence();
  await serverAnswers();
  expect(rounds, 'while the second one runs').toHaveLength(2);
});
