import type { JWTHeaderParameters, JWTPayload, JWTVerifyOptions } from 'jose';

/** Facts that a provider has proven of a person; everything else that its token says is dropped. */
export type ProvenPerson = {
  subject: string;
  /** Id of the session at the provider; null where it names none. */
  providerSession: string | null;
  /** True where the provider has checked a factor that counts as a second one here. */
  factorProven: boolean;
  /** Time when the provider last asked the person to show who they are, seconds since 1970; null where it does not say. */
  authenticatedAt: number | null;
};

/** A person or a session of theirs that has ended at the provider; one of both is named. */
export type ProviderLogout = {
  subject: string | null;
  providerSession: string | null;
  tokenId: string;
  /** End of the token's life. */
  expiresAt: string;
};

/** Signatures by keys that the provider alone holds: no shared secret, and none unsigned. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** OpenID Connect Back-Channel Logout 1.0, 2.4. */
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

export const ID_TOKEN_RULES: JWTVerifyOptions = {
  algorithms: ALGORITHMS,
  requiredClaims: ['sub', 'iat', 'exp', 'nonce'],
  // With it a token that says to be issued in the future is refused too.
  maxTokenAge: '1h',
};
export const LOGOUT_TOKEN_RULES: JWTVerifyOptions = {
  algorithms: ALGORITHMS,
  typ: 'logout+jwt',
  requiredClaims: ['iat', 'exp', 'jti', 'events'],
  maxTokenAge: '10m',
};

/**
 * Reads an id token whose signature, issuer, audience and times are good (OpenID Connect Core 1.0, 3.1.3.7). Throws
 * where it is another kind of token, for another client, or of another sign-in.
 */
export function readIdToken(
  payload: JWTPayload,
  { typ }: Pick<JWTHeaderParameters, 'typ'>,
  expected: {
    clientId: string;
    nonce: string;
    strongAcr: readonly string[];
    strongAmr: readonly string[];
  },
): ProvenPerson {
  const { sub, sid, azp, nonce, acr, amr, auth_time: authenticatedAt } = payload;
  if (typ !== undefined && typ.toUpperCase() !== 'JWT') throw unfit('NOT_AN_ID_TOKEN');
  if (azp !== undefined && azp !== expected.clientId) throw unfit('OF_ANOTHER_CLIENT');
  if (nonce !== expected.nonce) throw unfit('OF_ANOTHER_SIGN_IN');
  if (sub === undefined || sub === '') throw unfit('NAMES_NOBODY');
  const methods: unknown[] = Array.isArray(amr) ? amr : [];
  return {
    subject: sub,
    providerSession: textOf(sid),
    factorProven:
      (typeof acr === 'string' && expected.strongAcr.includes(acr)) ||
      expected.strongAmr.some((method) => methods.includes(method)),
    authenticatedAt: typeof authenticatedAt === 'number' ? authenticatedAt : null,
  };
}

/** Reads a logout token whose type, signature, issuer, audience and times are good. Throws where it ends nothing. */
export function readLogout(payload: JWTPayload): ProviderLogout {
  const { sub = null, sid, jti, exp, events, nonce } = payload;
  if (nonce !== undefined) throw unfit('NOT_A_LOGOUT_TOKEN');
  if (typeof events !== 'object' || events === null || !(LOGOUT_EVENT in events)) {
    throw unfit('OF_ANOTHER_EVENT');
  }
  const providerSession = textOf(sid);
  if (sub === null && providerSession === null) throw unfit('NAMES_NOBODY');
  if (typeof jti !== 'string' || jti === '' || exp === undefined) throw unfit('WITHOUT_ID');
  return {
    subject: sub,
    providerSession,
    tokenId: jti,
    expiresAt: new Date(exp * 1000).toISOString(),
  };
}

/** Makes an error with a stable reason, see `reasonOf`. */
function unfit(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
