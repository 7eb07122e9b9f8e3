import { expect, test, vi } from 'vitest';

import { createSessionCache } from './session-cache.ts';

test('a burst of requests asks the database once', async () => {
  const load = vi.fn<() => Promise<null>>(() => Promise.resolve(null));
  const cache = createSessionCache(() => 0);
  await Promise.all([cache.read('t', load), cache.read('t', load), cache.read('t', load)]);
  expect(load).toHaveBeenCalledTimes(1);
});

test('what is forgotten is asked again at once', async () => {
  const load = vi.fn<() => Promise<null>>(() => Promise.resolve(null));
  const cache = createSessionCache(() => 0);
  await cache.read('t', load);
  cache.forget();
  await cache.read('t', load);
  expect(load).toHaveBeenCalledTimes(2);
});

test('after a second the database is asked again', async () => {
  let now = 0;
  const load = vi.fn<() => Promise<null>>(() => Promise.resolve(null));
  const cache = createSessionCache(() => now);
  await cache.read('t', load);
  now = 1_001;
  await cache.read('t', load);
  expect(load).toHaveBeenCalledTimes(2);
});

test('a failure is not remembered', async () => {
  const cache = createSessionCache(() => 0);
  await expect(cache.read('t', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  await expect(cache.read('t', () => Promise.resolve(null))).resolves.toBeNull();
});
