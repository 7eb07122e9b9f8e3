import { describe, expect, it } from 'vitest';

import { isUnreachable, reasonOf } from './identity-provider.ts';
import { ID_TOKEN_RULES, LOGOUT_TOKEN_RULES, readIdToken, readLogout } from './provider-tokens.ts';

const EXPECTED = {
  clientId: 'dia-ban',
  nonce: 'n1',
  strongAcr: ['loa3'],
  strongAmr: ['otp', 'hwk'],
};
const PERSON = { sub: 'lan', nonce: 'n1' };

/** Reads a token with these claims beside those of a person; gives its refusal in a word. */
function read(claims: Record<string, unknown>, typ?: string): unknown {
  try {
    return readIdToken({ ...PERSON, ...claims }, typ === undefined ? {} : { typ }, EXPECTED);
  } catch (error) {
    return reasonOf(error);
  }
}

describe('what a provider says of a person', () => {
  it('is the subject; session, factor and time of proof where they are told', () => {
    expect(read({})).toEqual({
      subject: 'lan',
      providerSession: null,
      factorProven: false,
      authenticatedAt: null,
    });
    expect(read({ sid: 's1', auth_time: 1_700_000_000, amr: ['pwd', 'hwk'] })).toEqual({
      subject: 'lan',
      providerSession: 's1',
      factorProven: true,
      authenticatedAt: 1_700_000_000,
    });
    expect(read({ sid: '', auth_time: 'now' })).toMatchObject({
      providerSession: null,
      authenticatedAt: null,
    });
  });

  it('proves a second factor by a word that the operator trusts, of either kind alone', () => {
    const proves = (claims: object) =>
      (read(claims as Record<string, unknown>) as { factorProven: boolean }).factorProven;
    expect(proves({ acr: 'loa3' })).toBe(true);
    expect(proves({ amr: ['otp'] })).toBe(true);
    for (const claims of [
      { acr: 'otp' },
      { acr: 'loa2' },
      { amr: ['pwd'] },
      { amr: 'otp' },
      { acr: ['loa3'] },
    ]) {
      expect([claims, proves(claims)]).toEqual([claims, false]);
    }
  });

  it('is refused of another kind, client or sign-in, and without a name', () => {
    expect(read({}, 'JWT')).toMatchObject({ subject: 'lan' });
    expect(read({}, 'jwt')).toMatchObject({ subject: 'lan' });
    expect(read({}, 'logout+jwt')).toBe('NOT_AN_ID_TOKEN');
    expect(read({ azp: 'dia-ban' })).toMatchObject({ subject: 'lan' });
    expect(read({ azp: 'other' })).toBe('OF_ANOTHER_CLIENT');
    expect(read({ nonce: 'n2' })).toBe('OF_ANOTHER_SIGN_IN');
    expect(read({ nonce: undefined })).toBe('OF_ANOTHER_SIGN_IN');
    expect(read({ sub: '' })).toBe('NAMES_NOBODY');
    expect(read({ sub: undefined })).toBe('NAMES_NOBODY');
  });

  it('is signed by a key that the provider alone holds', () => {
    for (const { algorithms = [] } of [ID_TOKEN_RULES, LOGOUT_TOKEN_RULES]) {
      expect(algorithms.filter((one) => one === 'none' || one.startsWith('HS'))).toEqual([]);
      expect(algorithms).toContain('RS256');
    }
    expect(ID_TOKEN_RULES.requiredClaims).toEqual(['sub', 'iat', 'exp', 'nonce']);
    expect(LOGOUT_TOKEN_RULES).toMatchObject({
      typ: 'logout+jwt',
      requiredClaims: ['iat', 'exp', 'jti', 'events'],
      maxTokenAge: '10m',
    });
  });
});

describe('the end of a session at a provider', () => {
  const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
  const LOGOUT = { sub: 'lan', sid: 's1', jti: 'j1', exp: 1_700_000_000, events: { [EVENT]: {} } };
  const ended = (claims: Record<string, unknown>): unknown => {
    try {
      return readLogout({ ...LOGOUT, ...claims });
    } catch (error) {
      return reasonOf(error);
    }
  };

  it('names a person, a session or both', () => {
    const whole = {
      subject: 'lan',
      providerSession: 's1',
      tokenId: 'j1',
      expiresAt: '2023-11-14T22:13:20.000Z',
    };
    expect(ended({})).toEqual(whole);
    expect(ended({ sub: undefined })).toEqual({ ...whole, subject: null });
    expect(ended({ sid: undefined })).toEqual({ ...whole, providerSession: null });
    expect(ended({ sub: undefined, sid: '' })).toBe('NAMES_NOBODY');
  });

  it('is refused for another event, with the word of a sign-in, and without an id or an end', () => {
    expect(ended({ nonce: 'n1' })).toBe('NOT_A_LOGOUT_TOKEN');
    for (const events of [undefined, null, {}, 'x']) {
      expect(ended({ events })).toBe('OF_ANOTHER_EVENT');
    }
    for (const claims of [{ jti: '' }, { jti: 7 }, { jti: undefined }, { exp: undefined }]) {
      expect(ended(claims)).toBe('WITHOUT_ID');
    }
  });
});

describe('a failure at a provider', () => {
  const named = (more: object, name = 'Error') =>
    Object.assign(new Error('secret'), { name }, more);

  it('has its most precise word as its reason, and never a sentence', () => {
    expect(reasonOf(named({ error: 'invalid_grant', code: 'OAUTH_RESPONSE_BODY_ERROR' }))).toBe(
      'invalid_grant',
    );
    expect(reasonOf(named({ code: 'ERR_JWT_EXPIRED' }))).toBe('ERR_JWT_EXPIRED');
    expect(reasonOf(named({ error: 'a sentence', code: 'OAUTH_RESPONSE_BODY_ERROR' }))).toBe(
      'Error',
    );
    expect(reasonOf(named({ code: 'x'.repeat(61) }))).toBe('x'.repeat(60));
    expect(reasonOf('thrown')).toBe('unknown');
  });

  it('is silence where nothing or no form of a provider answered, else an answer', () => {
    const silent = [
      new TypeError('fetch failed'),
      named({}, 'TimeoutError'),
      named({ code: 'OAUTH_TIMEOUT' }),
      named({ code: 'OAUTH_RESPONSE_IS_NOT_JSON' }),
      named({ code: 'ERR_JWKS_TIMEOUT' }),
      named({ error: 'invalid_client' }),
    ];
    expect(silent.map(isUnreachable)).toEqual(silent.map(() => true));
    const answers = [
      new TypeError('cannot read'),
      new Error('fetch failed'),
      named({ code: 'ERR_JWT_EXPIRED' }),
      named({ error: 'invalid_grant' }),
      'fetch failed',
    ];
    expect(answers.map(isUnreachable)).toEqual(answers.map(() => false));
  });
});
