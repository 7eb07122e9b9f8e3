import { createHash } from 'node:crypto';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { hashNode } from '#server/contract/tree-proof.ts';

import { judgeHead, keepHead, keptHead } from './log-head.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(64)) as [
  string,
  string,
  string,
  string,
];
const headOf = (size: number, root: string) => ({
  size,
  root,
  at: '2026-12-01T01:00:00.000Z',
  signed: 'x.y.z',
});
const TWO = headOf(2, hashNode(A, B, sha256));
const THREE = headOf(3, hashNode(TWO.root, C, sha256));
const grown = { head: THREE, consistency: { from: 2, to: 3, path: [C] } };

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});

describe('a device', () => {
  it('takes the first head that it sees, and each one that extends it', async () => {
    expect(await judgeHead({ head: TWO, consistency: null })).toBeNull();
    expect(keptHead()).toEqual(TWO);
    expect(await judgeHead(grown)).toBeNull();
    expect(keptHead()).toEqual(THREE);
  });

  it.each([
    ['is shorter than the one before', { head: TWO, consistency: null }, THREE],
    ['is of another log', { ...grown, head: headOf(3, D) }, TWO],
    [
      'has a proof from another head',
      { ...grown, consistency: { from: 1, to: 3, path: [C] } },
      TWO,
    ],
    ['has no proof', { ...grown, consistency: null }, TWO],
    [
      'is as long, with another root',
      { head: headOf(2, D), consistency: { from: 2, to: 2, path: [] } },
      TWO,
    ],
  ])('refuses a head that %s, and keeps the old one', async (_, answer, kept) => {
    keepHead(kept);
    expect(await judgeHead(answer)).toEqual({ kept, refused: answer.head });
    expect(keptHead()).toEqual(kept);
  });

  it('begins anew where what it kept cannot be read', async () => {
    localStorage.setItem('dia-ban-log-head', '{"size":');
    expect(keptHead()).toBeNull();
    expect(await judgeHead({ head: TWO, consistency: null })).toBeNull();
  });
});
