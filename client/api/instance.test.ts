import { beforeEach, expect, it, vi } from 'vitest';

import { answerOfServer, forgetInstance, keepInstance, senderOf } from './instance.ts';

const kept = new Map<string, string>();
const by = (instance: string | null) =>
  new Response('{}', { headers: instance === null ? {} : { 'diaban-instance': instance } });

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});

it('a device is bound to the installation of its sign-in, and to none before and after', () => {
  expect(senderOf(by(null))).toBe('stranger');
  expect(['starting', 'two', 'one'].map((name) => senderOf(by(name)))).toEqual(
    Array(3).fill('ours'),
  );
  expect(kept.size).toBe(0);
  keepInstance();
  expect(['one', 'two', 'starting'].map((name) => senderOf(by(name)))).toEqual([
    'ours',
    'another',
    'ours',
  ]);
  forgetInstance();
  expect(senderOf(by('two'))).toBe('ours');
});

it('an answer without the mark is none', () => {
  const own = by('one');
  expect(answerOfServer(own)).toBe(own);
  expect(() => answerOfServer(new Response('<html>', { status: 403 }))).toThrow('stranger: 403');
});
