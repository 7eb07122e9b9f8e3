import { randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { CHALLENGE_MILLISECONDS, isOpenChallenge, makeChallenge } from './passkey-challenge.ts';

describe('a challenge', () => {
  const made = { secret: 'a'.repeat(32), purpose: 'alone', now: 1_000 } as const;
  const challenge = makeChallenge(made, randomBytes(16)).toString('base64url');

  it('is open for two minutes', () => {
    expect(isOpenChallenge(made, challenge)).toBe(true);
    const last = made.now + CHALLENGE_MILLISECONDS;
    expect(isOpenChallenge({ ...made, now: last - 1 }, challenge)).toBe(true);
    expect(isOpenChallenge({ ...made, now: last }, challenge)).toBe(false);
  });

  it('is good for its purpose and its server alone', () => {
    expect(isOpenChallenge({ ...made, purpose: 'second an' }, challenge)).toBe(false);
    expect(isOpenChallenge({ ...made, secret: 'b'.repeat(32) }, challenge)).toBe(false);
  });

  it('with any bit changed, or of any other length, is not ours', () => {
    const bytes = Buffer.from(challenge, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 7) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(isOpenChallenge(made, changed.toString('base64url'))).toBe(false);
    }
    expect(isOpenChallenge(made, '')).toBe(false);
    expect(isOpenChallenge(made, `${challenge}AA`)).toBe(false);
  });
});
