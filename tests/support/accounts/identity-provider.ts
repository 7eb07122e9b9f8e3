import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { type ClientMetadata, Provider } from 'oidc-provider';
import { portOf } from '#tests/support/processes/listening-port.ts';

export const CLIENT_ID = 'dia-ban';
const CLIENT_SECRET = 'a-secret-of-the-client-for-tests';
const KEY_ID = 'key-1';
const RETURN_ADDRESS = 'http://127.0.0.1:3000/sign-in/sso';

/** Person at the provider who signs in next, with what the provider says about them. */
export type ProviderPerson = { subject: string; acr?: string; amr?: string[]; claims?: JWTPayload };

/** Changes the answer of the token endpoint before it leaves the provider. */
type Tampering = (answer: Record<string, unknown>) => Promise<Record<string, unknown>>;

export type TestProvider = {
  issuer: string;
  /** Variables of the environment that name this provider. */
  environment: Record<string, string>;
  person: ProviderPerson;
  tamper: Tampering | null;
  /** Describes the keys at `jwks_uri`; null gives the true ones. */
  keys: object | null;
  /** Answers nothing but errors while true. */
  down: boolean;
  /** Address at which the product is told of logouts, where it was not known at the start: `http://host:port`. */
  product: string | null;
  /** Follows the provider's pages from an address as a browser; gives the query with which it is sent back. */
  visit(address: string, cookies?: Map<string, string>): Promise<URLSearchParams>;
  /** Ends the session at the provider, as its person does there; it then calls back-channel. */
  signOut(address: string, cookies: Map<string, string>): Promise<void>;
  /** Signs a token by the provider's own key, or by another one under the same name. */
  sign(
    claims: Record<string, unknown>,
    header?: Record<string, string>,
    key?: CryptoKey,
  ): Promise<string>;
  /** The key that the provider signs with. */
  key: CryptoKey;
  close(): Promise<void>;
};

/**
 * Starts a real OpenID provider (oidc-provider) on a port of this machine. It signs in whoever is set as its person,
 * without asking, and puts all their claims into the id token, as a broker in front of a national register may do.
 */
export async function startProvider(
  client: Partial<ClientMetadata> = {},
  more: { strict?: boolean } = {},
): Promise<TestProvider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: KEY_ID, use: 'sig', alg: 'RS256' };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${portOf(server)}`;
  const state: TestProvider = {
    issuer,
    environment: {
      DIABAN_OIDC_ISSUER: issuer,
      DIABAN_OIDC_CLIENT_ID: CLIENT_ID,
      DIABAN_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      DIABAN_OIDC_LABEL: 'Công an thành phố',
    },
    person: { subject: 'nguoi-1' },
    tamper: null,
    keys: null,
    down: false,
    product: null,
    visit,
    signOut,
    key: privateKey,
    sign: (claims, header = {}, key = privateKey) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: KEY_ID, ...header }).sign(key),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const provider = makeProvider(issuer, state, jwk, client, more);
  const answer = provider.callback();
  server.on('request', (request, response) => {
    void serve(state, provider, answer, request, response).catch(() => response.destroy());
  });
  return state;
}

function makeProvider(
  issuer: string,
  state: TestProvider,
  jwk: object,
  client: Partial<ClientMetadata>,
  { strict = false }: { strict?: boolean },
): Provider {
  const provider = new Provider(issuer, {
    jwks: { keys: [jwk] },
    cookies: { keys: ['keys-of-cookies-for-tests'] },
    pkce: { required: () => true },
    // Puts claims about the person into the id token, where the standard leaves them to userinfo.
    conformIdTokenClaims: strict,
    claims: {
      openid: ['sub', 'acr', 'amr', 'sid', 'citizenPid', 'fullName', 'birthDate', 'email'],
    },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    // Its own way refuses addresses of this machine.
    fetch: (address, options = {}) =>
      fetch(movedTo(state.product, address), withoutDispatcher(options)),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [RETURN_ADDRESS],
        post_logout_redirect_uris: ['http://127.0.0.1:3000/sign-in'],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        ...client,
      },
    ],
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...state.person.claims }),
    }),
    async loadExistingGrant(context) {
      const { session, client: asking } = context.oidc;
      const grant = new context.oidc.provider.Grant({
        ...(session?.accountId !== undefined && { accountId: session.accountId }),
        ...(asking !== undefined && { clientId: asking.clientId }),
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    ttl: { Session: 3600, Grant: 3600, IdToken: 600, Interaction: 600, AccessToken: 600 },
  });
  // The warnings of a provider meant for production are no findings here.
  provider.on('server_error', (_, error) => console.error(error));
  provider.on('backchannel.error', (_, error) => console.error(error));
  return provider;
}

/** Path and query of an address at another origin, if one is given. */
function movedTo(origin: string | null, address: URL | string | Request): URL | string | Request {
  if (origin === null || address instanceof Request) return address;
  const { pathname, search } = new URL(address);
  return new URL(`${pathname}${search}`, origin);
}

const withoutDispatcher = (options: RequestInit): RequestInit =>
  Object.fromEntries(Object.entries(options).filter(([name]) => name !== 'dispatcher'));

async function serve(
  state: TestProvider,
  provider: Provider,
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (state.down) {
    response.writeHead(502).end();
    return;
  }
  const path = request.url ?? '';
  if (path.startsWith('/jwks') && state.keys !== null) {
    response.setHeader('content-type', 'application/jwk-set+json');
    response.end(JSON.stringify(state.keys));
    return;
  }
  if (path.startsWith('/interaction/')) {
    const { subject, acr, amr } = state.person;
    const login = {
      accountId: subject,
      ...(acr !== undefined && { acr }),
      ...(amr !== undefined && { amr }),
    };
    // Programs on a machine need a consent too.
    await provider.interactionFinished(request, response, { login, consent: {} });
    return;
  }
  if (path.startsWith('/token') && state.tamper !== null) change(response, state.tamper);
  await answer(request, response);
}

/** Lets a function change the JSON that the provider is about to answer. */
function change(response: ServerResponse, tamper: Tampering): void {
  const end = response.end.bind(response);
  const send = async (body: unknown) => {
    const told: unknown = JSON.parse(String(body));
    const changed = JSON.stringify(await tamper(Object(told)));
    response.setHeader('content-length', Buffer.byteLength(changed));
    end(changed);
  };
  response.end = (body?: unknown) => {
    void send(body);
    return response;
  };
}

async function visit(
  address: string,
  cookies: Map<string, string> = new Map(),
): Promise<URLSearchParams> {
  let next = new URL(address);
  for (let step = 0; step < 8; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    const location = response.headers.get('location');
    if (location === null) throw new Error(`the provider shows a page: ${await response.text()}`);
    next = new URL(location, next);
    if (next.href.startsWith(RETURN_ADDRESS)) return next.searchParams;
  }
  throw new Error('the provider sends round in a circle');
}

/** Says yes on the page that asks if the session is to end. */
async function signOut(address: string, cookies: Map<string, string>): Promise<void> {
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const asked = await fetch(address, { headers: { cookie: cookie() } });
  for (const line of asked.headers.getSetCookie()) keep(cookies, line);
  const page = await asked.text();
  const [, action = ''] = /action="([^"]+)"/.exec(page) ?? [];
  const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page) ?? [];
  const answer = await fetch(action, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookie() },
    body: new URLSearchParams({ xsrf, logout: 'yes' }),
  });
  if (answer.status >= 400) throw new Error(await answer.text());
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const equals = pair.indexOf('=');
  cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
}
