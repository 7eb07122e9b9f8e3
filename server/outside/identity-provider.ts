import { createPrivateKey } from 'node:crypto';
import {
  createRemoteJWKSet,
  customFetch as jwksFetch,
  importPKCS8,
  jwtVerify,
  type JWTVerifyGetKey,
} from 'jose';
import * as oidc from 'openid-client';

import type { Config } from '#server/configuration/config.ts';
import { AppError } from '#server/contract/problem.ts';
import type { ProviderAnswer } from '#server/contract/single-sign-on.ts';

import { ID_TOKEN_RULES, LOGOUT_TOKEN_RULES, readIdToken, readLogout } from './provider-tokens.ts';
import type { ProviderLogout, ProvenPerson } from './provider-tokens.ts';

/** Reasons by which the libraries say that a provider did not answer, or not in the form of one. */
const UNREACHABLE = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
  'ERR_JWKS_TIMEOUT',
  'ERR_JOSE_GENERIC',
  'invalid_client',
]);

const MOST_LETTERS = 60;

/** More than any description, key set or token answer of a provider has. */
const MOST_BYTES = 1_000_000;

type Settings = NonNullable<Config['singleSignOn']>;

/** Secrets of one sign-in, known to the server and the browser that began it. */
export type SignInSecrets = { state: string; nonce: string; verifier: string };

/** The organisation's OpenID provider. Every method throws `single_sign_on.unavailable` where it does not answer. */
export type IdentityProvider = {
  /** The issuer as one fixed text, for hashes. */
  issuer: string;
  label: string;
  /** True where passwords open nothing but emergency accounts. */
  only: boolean;
  /**
   * Builds the address of its page for one sign-in (code flow, PKCE with S256).
   * @param options.again asks the person there anew, although they are signed in there
   */
  authorizationAddress(secrets: SignInSecrets, options?: { again: boolean }): Promise<string>;
  /**
   * Exchanges the code of its answer for a signed statement about the person, and checks issuer, audience, nonce,
   * state, times and signature. Throws `single_sign_on.refused`, `single_sign_on.cancelled`.
   */
  redeem(answer: ProviderAnswer, secrets: SignInSecrets): Promise<ProvenPerson>;
  /** Checks a logout token. Throws `single_sign_on.logout_refused`. */
  readLogout(token: string): Promise<ProviderLogout>;
  /** Gives the address that ends the session at the provider too; null where it has none or does not answer. */
  signOutAddress(): Promise<string | null>;
};

/** Page of the product to which the provider sends the browser back. */
const RETURN_PATH = '/sign-in/sso';
const TIMEOUT_SECONDS = 5;
/** Most that the clocks of the provider and of this server may differ. */
export const CLOCK_TOLERANCE_SECONDS = 30;
const METADATA_MILLISECONDS = 3_600_000;
const KEYS_MILLISECONDS = 600_000;
/** An unknown key is asked for once; then not again for so long, whatever strangers send. */
const KEYS_REST_MILLISECONDS = 5_000;

type Discovered = { client: oidc.Configuration; keys: JWTVerifyGetKey; until: number };

/** Makes the client of a provider. It is first asked when somebody signs in: its failure keeps no server from starting. */
export function createIdentityProvider(settings: Settings, ownAddress: string): IdentityProvider {
  const redirectUri = new URL(RETURN_PATH, ownAddress).href;
  const discovered = discoverOnce(settings);
  return {
    issuer: new URL(settings.issuer).href,
    label: settings.label,
    only: settings.only,
    async authorizationAddress(secrets, { again } = { again: false }) {
      const { client } = await discovered();
      const address = await pageFor(client, settings, redirectUri, secrets);
      // OpenID Connect Core 1.0, 3.1.2.1: with `max_age` the token says when the person was asked.
      if (again) addParameters(address, { prompt: 'login', max_age: '0' });
      return address.href;
    },
    async redeem(answer, secrets) {
      const provider = await discovered();
      try {
        const address = addressOf(redirectUri, answer);
        return await redeemCode(provider, settings, address, secrets);
      } catch (error) {
        throw refusal(error, 'single_sign_on.refused');
      }
    },
    async readLogout(token) {
      const { client, keys } = await discovered();
      try {
        const { payload } = await jwtVerify(token, keys, {
          ...LOGOUT_TOKEN_RULES,
          ...namesOf(client, settings),
        });
        return readLogout(payload);
      } catch (error) {
        throw refusal(error, 'single_sign_on.logout_refused');
      }
    },
    async signOutAddress() {
      try {
        const { client } = await discovered();
        if (client.serverMetadata().end_session_endpoint === undefined) return null;
        // Without the token of the sign-in as a hint: it holds what nothing here keeps.
        const post_logout_redirect_uri = new URL('/sign-in', ownAddress).href;
        return oidc.buildEndSessionUrl(client, { post_logout_redirect_uri }).href;
      } catch {
        return null;
      }
    },
  };
}

async function pageFor(
  client: oidc.Configuration,
  { strongAcr }: Settings,
  redirectUri: string,
  { state, nonce, verifier }: SignInSecrets,
): Promise<URL> {
  return oidc.buildAuthorizationUrl(client, {
    redirect_uri: redirectUri,
    scope: 'openid',
    response_type: 'code',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(strongAcr.length > 0 && { acr_values: strongAcr.join(' ') }),
  });
}

function addParameters(address: URL, parameters: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
}

async function redeemCode(
  { client, keys }: Discovered,
  settings: Settings,
  address: URL,
  { state, nonce, verifier }: SignInSecrets,
): Promise<ProvenPerson> {
  const tokens = await oidc.authorizationCodeGrant(client, address, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  // The library leaves the signature to TLS; a broker in between may end that.
  const { payload, protectedHeader } = await jwtVerify(tokens.id_token ?? '', keys, {
    ...ID_TOKEN_RULES,
    ...namesOf(client, settings),
  });
  return readIdToken(payload, protectedHeader, { ...settings, nonce });
}

function namesOf(client: oidc.Configuration, { clientId }: Settings) {
  const { issuer } = client.serverMetadata();
  return { issuer, audience: clientId, clockTolerance: CLOCK_TOLERANCE_SECONDS };
}

function addressOf(redirectUri: string, { state, code, iss, error }: ProviderAnswer): URL {
  const address = new URL(redirectUri);
  addParameters(address, {
    state,
    ...(code !== undefined && { code }),
    ...(iss !== undefined && { iss }),
    ...(error !== undefined && { error }),
  });
  return address;
}

/** Remembers the provider's description for an hour, and goes on with an old one while it does not answer. */
function discoverOnce(settings: Settings): () => Promise<Discovered> {
  let known: Discovered | null = null;
  let asking: Promise<Discovered> | null = null;
  return async () => {
    if (known !== null && known.until > Date.now()) return known;
    asking ??= discover(settings).finally(() => {
      asking = null;
    });
    try {
      known = await asking;
    } catch (error) {
      if (known !== null) return known;
      throw new AppError('single_sign_on.unavailable', { cause: reasonOf(error) });
    }
    return known;
  };
}

async function discover(settings: Settings): Promise<Discovered> {
  const server = new URL(settings.issuer);
  const client = await oidc.discovery(
    server,
    settings.clientId,
    { [oidc.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    await clientAuthentication(settings),
    {
      [oidc.customFetch]: boundedFetch,
      timeout: TIMEOUT_SECONDS,
      execute: server.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
    },
  );
  const { issuer, jwks_uri: jwksUri } = client.serverMetadata();
  // Some providers describe themselves under a name of their own: the configured one alone is trusted.
  if (new URL(issuer).href !== server.href) throw new Error('another issuer');
  if (jwksUri === undefined) throw new Error('no jwks_uri');
  const keys = createRemoteJWKSet(new URL(jwksUri), {
    timeoutDuration: TIMEOUT_SECONDS * 1000,
    cacheMaxAge: KEYS_MILLISECONDS,
    cooldownDuration: KEYS_REST_MILLISECONDS,
    [jwksFetch]: boundedFetch,
  });
  return { client, keys, until: Date.now() + METADATA_MILLISECONDS };
}

async function clientAuthentication({ credential }: Settings): Promise<oidc.ClientAuth> {
  if (credential.kind === 'secret') return oidc.ClientSecretBasic(credential.secret);
  const key = await importPKCS8(credential.pem, algorithmOf(credential.pem));
  return oidc.PrivateKeyJwt(credential.id === null ? key : { key, kid: credential.id });
}

function algorithmOf(pem: string): string {
  const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
  if (asymmetricKeyType === 'rsa') return 'RS256';
  return asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'ES384' : 'ES256';
}

/** Keeps of a failure its reason alone: messages of the libraries may hold claims about the person. */
function refusal(
  error: unknown,
  code: 'single_sign_on.refused' | 'single_sign_on.logout_refused',
): AppError {
  const cause = reasonOf(error);
  if (error instanceof oidc.AuthorizationResponseError) {
    return new AppError('single_sign_on.cancelled', { cause });
  }
  return new AppError(isUnreachable(error) ? 'single_sign_on.unavailable' : code, { cause });
}

/** Fetches like `fetch`, follows no redirection and reads at most a million bytes; throws a TypeError beyond them. */
export async function boundedFetch(address: string | URL, options: object = {}): Promise<Response> {
  const response = await fetch(address, { ...options, redirect: 'manual' });
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > MOST_BYTES) {
      await reader?.cancel();
      throw new TypeError('fetch failed', { cause: 'too many bytes' });
    }
    chunks.push(part.value);
  }
  const { status, headers } = response;
  const body = status === 204 || status === 304 ? null : new Blob(chunks);
  return new Response(body, { status, headers });
}

/** Gives the stable reason of a failure, without what its message may hold: `ERR_JWT_EXPIRED`, `invalid_grant`. */
export function reasonOf(error: unknown): string {
  const named = reasonsOf(error).find((reason) => reason !== 'OAUTH_RESPONSE_BODY_ERROR');
  return (named ?? 'unknown').slice(0, MOST_LETTERS);
}

/** Tests whether a provider could not be asked, in contrast to an answer that is not to be trusted. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof TypeError && error.message === 'fetch failed') return true;
  if (error instanceof Error && error.name === 'TimeoutError') return true;
  return reasonsOf(error).some((reason) => UNREACHABLE.has(reason));
}

function reasonsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const parts: unknown[] = [
    'error' in error ? error.error : null,
    'code' in error ? error.code : null,
    error.name,
  ];
  return parts.filter((part) => typeof part === 'string').filter((part) => /^\w+$/.test(part));
}
