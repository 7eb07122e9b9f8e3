import { APIError, createAuthEndpoint } from 'better-auth/api';
import { betterAuth } from 'better-auth';
import { expireCookie, setSessionCookie } from 'better-auth/cookies';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { twoFactor, username } from 'better-auth/plugins';
import { serializeSigned } from 'hono/utils/cookie';
import type { Logger } from 'pino';
import * as z from 'zod';

import type { Config } from '#server/configuration/config.ts';
import type { Database } from '#server/db/client.ts';
import { readOneMoment } from '#server/db/transaction.ts';

import { askSecondFactor } from './ask-second-factor.ts';
import { authenticationProblem } from './authentication-problem.ts';
import { hashBackupCodes } from './backup-codes.ts';
import { type KnownBrowser, readKnownBrowser, rememberedBrowser } from './known-browser.ts';
import { kyselyOn } from './kysely-database.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { sessionSecret } from './secret.ts';
import { createSessionCache, type SessionCache } from './session-cache.ts';
import { isDisabled } from './session-queries.ts';
import { readSignedCookie, signedCookieReader } from './signed-cookie.ts';

/** Opens a session of an account. */
const Opened = z.object({ accountId: z.string() });

/**
 * Adds an endpoint to better-auth that opens a session for an account that was proved in another way than by its
 * password. Only the server's own code calls it: no route leads to it.
 */
function openSession() {
  return {
    id: 'open-session',
    endpoints: {
      openSession: createAuthEndpoint(
        '/open-session',
        { method: 'POST', body: Opened },
        async (context) => {
          const { internalAdapter, createAuthCookie, secret } = context.context;
          const user = await internalAdapter.findUserById(context.body.accountId);
          if (user === null) throw new APIError('UNAUTHORIZED', { message: 'no such account' });
          const session = await internalAdapter.createSession(user.id);
          await setSessionCookie(context, { session, user });
          // A sign-in by password that waits for its code is over.
          const waiting = createAuthCookie('two_factor');
          const challenge = await context.getSignedCookie(waiting.name, secret);
          if (typeof challenge === 'string') {
            await internalAdapter.consumeVerificationValue(challenge);
            expireCookie(context, waiting);
          }
          return context.json({ user: { id: user.id }, session: { id: session.id } });
        },
      ),
    },
  };
}

/** A working day; nobody stays signed in over night on a shared machine. */
const SESSION_SECONDS = 12 * 3_600;
const BASE_PATH = '/api/auth';
/** Only {@link Authentication.call} sets it, so that no client can pretend to another address. */
const ADDRESS_HEADER = 'x-diaban-address';
const NO_ADDRESS = '0.0.0.0';

/** The few endpoints of better-auth that are reachable; everything else of it is not mounted. */
export type AuthenticationEndpoint =
  | '/sign-in/username'
  | '/ask-second-factor'
  | '/sign-out'
  | '/two-factor/enable'
  | '/two-factor/disable'
  | '/two-factor/verify-totp'
  | '/two-factor/verify-backup-code'
  | '/open-session';

/** The caller, as sign-in needs to know it. */
export type Caller = { cookie: string | null; userAgent: string | null; address: string | null };

export type Authentication = {
  /** Throws an AppError for whatever better-auth refuses. `cookies` are Set-Cookie lines. */
  call(
    endpoint: AuthenticationEndpoint,
    caller: Caller,
    body: Record<string, unknown>,
  ): Promise<{ body: unknown; cookies: string[] }>;
  /** Writes the Set-Cookie line of a session's token, for as many seconds as the session has. */
  sessionCookie(token: string, seconds: number): Promise<string>;
  /** The token in a Cookie header whose signature is ours; null otherwise. */
  sessionToken(cookie: string | null): Promise<string | null>;
  /** Reads from a Cookie header the browser in which people have signed in before; null for any other. */
  knownBrowser(cookie: string | null): KnownBrowser | null;
  /** Writes the Set-Cookie line that makes a browser known for an account that has just signed in there. */
  rememberBrowser(cookie: string | null, accountId: string): string;
  /** Reads from a Cookie header the sign-in that waits for its second step; null without one that we have signed. */
  challenge(cookie: string | null): Promise<string | null>;
  /** Tests whether this server's secret decrypts the key of a second factor. */
  opens(encrypted: string): Promise<boolean>;
  /** Encrypts a text with this server's secret. */
  seal(text: string): Promise<string>;
  /** Decrypts what {@link seal} has made, with this secret or the one before; null where another has made it. */
  unseal(sealed: string): Promise<string | null>;
  sessions: SessionCache;
};

type Given = {
  database: Database;
  config: Pick<Config, 'publicUrl' | 'host' | 'port' | 'secret' | 'dataDirectory' | 'security'>;
  log: Pick<Logger, 'error' | 'warn'>;
};

/** Sign-in by username and password with an optional TOTP; sessions are rows and end when those do. */
export function createAuthentication(given: Given): Authentication {
  const secret = sessionSecret(given.config);
  const former = given.config.security.previousSecret;
  const auth = betterAuth(authenticationOptions(given, secret));
  const browserCookie = {
    name: `${cookiePrefixOf(given.config)}.browser`,
    secret,
    secure: isEncrypted(given.config),
  };
  let reading: Promise<(header: string) => string | null> | undefined;
  return {
    async call(endpoint, caller, body) {
      const response = await auth.handler(requestFor(given.config, endpoint, caller, body));
      const answer: unknown = await response.json().catch(() => null);
      if (!response.ok) throw authenticationProblem(response, answer);
      return { body: answer, cookies: response.headers.getSetCookie() };
    },
    async sessionCookie(token, seconds) {
      const { authCookies } = await auth.$context;
      const { name, attributes } = authCookies.sessionToken;
      const secure = attributes.secure === true;
      const kept = { path: '/', secure, httpOnly: true, sameSite: 'Lax', maxAge: seconds } as const;
      return await serializeSigned(name, token, secret, kept);
    },
    async sessionToken(cookie) {
      if (cookie === null) return null;
      reading ??= auth.$context.then(({ authCookies }) =>
        signedCookieReader(authCookies.sessionToken.name, secret),
      );
      return (await reading)(cookie);
    },
    knownBrowser: (cookie) => readKnownBrowser(cookie, browserCookie),
    rememberBrowser: (cookie, accountId) =>
      rememberedBrowser(readKnownBrowser(cookie, browserCookie), accountId, browserCookie),
    async challenge(cookie) {
      if (cookie === null) return null;
      const { createAuthCookie } = await auth.$context;
      return readSignedCookie(cookie, createAuthCookie('two_factor').name, secret);
    },
    opens: (encrypted) =>
      symmetricDecrypt({ key: secret, data: encrypted }).then(
        () => true,
        () => false,
      ),
    seal: (text) => symmetricEncrypt({ key: secret, data: text }),
    unseal: (sealed) =>
      symmetricDecrypt({ key: secret, data: sealed }).catch(() =>
        former === null ? null : symmetricDecrypt({ key: former, data: sealed }).catch(() => null),
      ),
    sessions: createSessionCache(),
  };
}

/** The address at which people reach the server, as far as its settings tell. */
export function baseUrlOf(config: Pick<Config, 'publicUrl' | 'host' | 'port'>): string {
  return config.publicUrl ?? `http://${config.host}:${config.port}`;
}

function isEncrypted(config: Given['config']): boolean {
  return baseUrlOf(config).startsWith('https:');
}

/** With the longer one a browser takes the cookie from this very host alone. The library knows only a weaker one. */
function cookiePrefixOf(config: Given['config']): string {
  return isEncrypted(config) ? '__Host-diaban' : 'diaban';
}

function requestFor(
  config: Given['config'],
  endpoint: AuthenticationEndpoint,
  caller: Caller,
  body: Record<string, unknown>,
): Request {
  const headers = new Headers({
    'content-type': 'application/json',
    [ADDRESS_HEADER]: caller.address ?? NO_ADDRESS,
  });
  if (caller.cookie !== null) headers.set('cookie', caller.cookie);
  if (caller.userAgent !== null) headers.set('user-agent', caller.userAgent.slice(0, 300));
  const url = new URL(`${BASE_PATH}${endpoint}`, baseUrlOf(config));
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

function authenticationOptions({ database, config, log }: Given, secret: string) {
  return {
    appName: 'Địa Bàn',
    baseURL: baseUrlOf(config),
    basePath: BASE_PATH,
    secret,
    telemetry: { enabled: false },
    logger: { log: logTo(log) },
    // Throws errors that are no refusals: a lost database gets its usual answer, and a bug is logged with its stack.
    onAPIError: { throw: true },
    // No transaction: it would hold the embedded database's only connection while better-auth
    // asks for another one.
    database: { db: kyselyOn(database), type: 'postgres' as const, transaction: false },
    user: { modelName: 'app_user' },
    session: {
      modelName: 'app_session',
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
    },
    account: { modelName: 'app_credential' },
    verification: { modelName: 'app_verification' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }: { hash: string; password: string }) =>
          verifyPassword(hash, password),
      },
    },
    plugins: [
      username({ immutableUsername: true }),
      twoFactor({
        issuer: 'Địa Bàn',
        twoFactorTable: 'app_two_factor',
        backupCodeOptions: {
          // The library compares texts: it is given the hash of what somebody types, see `judgeCode`.
          storeBackupCodes: { encrypt: hashBackupCodes, decrypt: async (stored) => stored },
        },
      }),
      openSession(),
      askSecondFactor(),
    ],
    rateLimit: {
      enabled: true,
      storage: 'database' as const,
      modelName: 'app_rate_limit',
      customRules: {
        // Counted by address and username in signIn: a whole office may come from one address.
        '/sign-in/username': false as const,
        // Reached only with a person whom the organisation's provider has proven.
        '/ask-second-factor': false as const,
        // There is nothing to guess in leaving, and everybody leaves at the end of a shift.
        '/sign-out': false as const,
        // The caller has been judged before it.
        '/open-session': false as const,
        '/two-factor/*': strangersAlone(cookiePrefixOf(config), secret),
      },
    },
    advanced: {
      cookiePrefix: cookiePrefixOf(config),
      useSecureCookies: false,
      defaultCookieAttributes: {
        sameSite: 'lax' as const,
        httpOnly: true,
        path: '/',
        secure: isEncrypted(config),
      },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // The shell refuses writes of other sites for every route alike, see http/cross-site.ts.
      disableCSRFCheck: true,
      // Its columns are ours to keep true, with migrations and tests.
      database: { validateSchema: false },
    },
    databaseHooks: {
      session: { create: { before: refuseDisabled(database) } },
    },
  };
}

/** Counts codes by address, but for whoever has just given a password, or is signed in: nobody keeps them out. */
function strangersAlone(prefix: string, secret: string) {
  return (request: Request) => {
    const cookie = request.headers.get('cookie') ?? '';
    const names = [`${prefix}.session_token`, `${prefix}.two_factor`];
    const isKnown = names.some((name) => readSignedCookie(cookie, name, secret) !== null);
    return isKnown ? (false as const) : { window: 60, max: 60 };
  };
}

function refuseDisabled(database: Database) {
  return async function refuse(session: { userId: string }): Promise<void> {
    if (await readOneMoment(database, (sql) => isDisabled(sql, session.userId))) {
      throw new APIError('FORBIDDEN', { code: 'ACCOUNT_DISABLED', message: 'Account disabled' });
    }
  };
}

/** Its arguments are dropped: they may hold what somebody typed. */
function logTo(log: Given['log']) {
  return (level: string, message: string): void => {
    if (level === 'error') log.error({ part: 'authentication' }, message);
  };
}
