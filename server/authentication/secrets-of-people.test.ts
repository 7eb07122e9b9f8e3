import { describe, expect, it } from 'vitest';

import { generateCode, generatePassword, isOfAnotherCost } from './password.ts';
import { codeHashOf, providerHash, secretsOf } from './provider-secrets.ts';
import { drawToken, hashToken } from './token-secret.ts';

describe('a name at the provider', () => {
  const named = { kind: 'subject', issuer: 'https://a.vn', name: 'lan' } as const;

  it('has another hash for each server, issuer, kind and name', () => {
    const hashes = [
      providerHash('secret', named),
      providerHash('another', named),
      providerHash('secret', { ...named, kind: 'session' }),
      providerHash('secret', { ...named, issuer: 'https://b.vn' }),
      providerHash('secret', { ...named, name: 'minh' }),
    ];
    expect(new Set(hashes).size).toBe(5);
    expect(providerHash('secret', { ...named })).toBe(hashes[0]);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the secrets of a way to the provider', () => {
  it('differ by browser, by state and among themselves, and come again for the same', () => {
    const { nonce, verifier, state } = secretsOf('browser', 'state');
    expect(state).toBe('state');
    expect(secretsOf('browser', 'state')).toEqual({ nonce, verifier, state });
    const others = [secretsOf('another', 'state'), secretsOf('browser', 'next')];
    const all = [nonce, verifier, ...others.flatMap((other) => [other.nonce, other.verifier])];
    expect(new Set(all).size).toBe(6);
  });
});

describe('a code that is read out', () => {
  it('is typed in whatever case, with or without its hyphen', () => {
    const hash = codeHashOf('k7pm-2xwq');
    for (const typed of ['K7PM-2XWQ', 'k7pm2xwq', ' k7pm 2xwq ']) {
      expect(codeHashOf(typed)).toBe(hash);
    }
    expect(codeHashOf('k7pm-2xwr')).not.toBe(hash);
  });

  it('has two groups of four, and a password seven', () => {
    expect(generateCode()).toMatch(/^[a-hjkmnp-z2-9]{4}-[a-hjkmnp-z2-9]{4}$/);
    expect(generatePassword()).toMatch(/^([a-hjkmnp-z2-9]{4}-){6}[a-hjkmnp-z2-9]{4}$/);
    expect(generateCode()).not.toBe(generateCode());
  });
});

describe('a stored password', () => {
  it.each([
    ['$argon2id$v=19$m=19456,t=2,p=1$salt$hash', false],
    ['$argon2id$v=19$m=65536,t=2,p=1$salt$hash', true],
    ['$argon2id$v=19$m=19456,t=3,p=1$salt$hash', true],
    ['$argon2id$v=19$m=19456,t=2,p=4$salt$hash', true],
    ['$argon2i$v=19$m=19456,t=2,p=1$salt$hash', true],
  ])('%s is of another cost: %s', (stored, isOther) => {
    expect(isOfAnotherCost(stored)).toBe(isOther);
  });
});

describe('a token', () => {
  it('is known by its beginning, and shows its last four letters and its hash alone', () => {
    const { token, hash, ending } = drawToken();
    expect(token).toMatch(/^diaban_[A-Za-z0-9_-]{43}$/);
    expect(token.endsWith(ending)).toBe(true);
    expect(ending).toHaveLength(4);
    expect(hash).toBe(hashToken(token));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(drawToken().token).not.toBe(token);
  });
});
