import { callerOf, withCookies, withNewSession } from '#server/authentication/caller.ts';
import { LinkOwner, LinkToken, UseLink } from '#server/contract/access-link.ts';
import {
  Done,
  OwnPassword,
  SecondFactorCode,
  SecondFactorSetup,
  SignIn,
  SignedOut,
  SignInAnswer,
  TurnOffSecondFactor,
} from '#server/contract/account.ts';
import { guard } from '#server/http/access.ts';
import { clearCache } from '#server/http/clear-cache.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readLinkOwner, setPasswordByLink } from './access-link-commands.ts';
import {
  prepareSecondFactor,
  proveSecondFactor,
  signIn,
  signOut,
  turnOffSecondFactor,
} from './sign-in-commands.ts';

const tags = ['sign-in'];

const HOLDS_TOKEN = 'It holds a token, which is stored nowhere.';

/** Routes that a link opens to its bearer, signed in or not. The token travels in the body, out of every log. */
export const linkRoutes = newRouter()
  .openapi(
    route('post', '/auth/link/read', {
      tags,
      summary: 'For whom a link is, and if it needs a code',
      right: 'public',
      body: LinkToken,
      withoutKey: HOLDS_TOKEN,
      responses: { 200: jsonResponse(LinkOwner, 'The account') },
      problems: ['account.link_not_found', 'account.link_not_confirmed'],
    }),
    async (c) => {
      const owner = await readLinkOwner(c.var.deps, c.req.valid('json').token);
      return c.json(owner, 200, { 'cache-control': 'no-store' });
    },
  )
  .openapi(
    route('post', '/auth/link/use', {
      tags,
      summary: 'Set the password of the account that a link is for; the link ends',
      right: 'public',
      body: UseLink,
      withoutKey: HOLDS_TOKEN,
      responses: { 200: jsonResponse(Done, 'The password is set') },
      problems: [
        'account.link_not_found',
        'account.link_not_confirmed',
        'account.link_wrong_code',
        'account.weak_password',
        'request.too_many',
      ],
    }),
    async (c) => {
      const used = await setPasswordByLink(c.var.deps, c.req.valid('json'), callerOf(c));
      return c.json(withCookies(c, used), 200);
    },
  );

const HOLDS_PASSWORD = 'It holds a password, which is stored nowhere.';
const HOLDS_CODE = 'It holds a code that counts once.';
const refusals = [
  'session.missing',
  'session.wrong_code',
  'account.second_factor_off',
  'account.second_factor_unreadable',
  'request.too_many',
] as const;

export const signInRoutes = newRouter()
  .openapi(
    route('post', '/auth/sign-in/username', {
      tags,
      summary: 'Sign in with username and password; the session is a cookie',
      right: 'public',
      body: SignIn,
      withoutKey: HOLDS_PASSWORD,
      responses: { 200: jsonResponse(SignInAnswer, 'Signed in, or a second factor is asked for') },
      problems: [
        'session.wrong_credentials',
        'session.password_closed',
        'account.disabled',
        'request.too_many',
      ],
    }),
    async (c) =>
      c.json(
        await withNewSession(c, await signIn(c.var.deps, callerOf(c), c.req.valid('json'))),
        200,
      ),
  )
  .openapi(
    route('post', '/auth/sign-out', {
      tags,
      summary: 'End this session',
      right: 'public',
      withoutKey: 'Without a session nothing is left to end.',
      responses: { 200: jsonResponse(SignedOut, 'There is no session any more') },
    }),
    async (c) => {
      const left = withCookies(c, await signOut(c.var.deps, callerOf(c)));
      clearCache(c);
      return c.json(left, 200);
    },
  )
  .openapi(
    route('post', '/auth/two-factor/verify-totp', {
      tags,
      summary: 'Prove the second factor by a code of the authenticator',
      right: 'public',
      body: SecondFactorCode,
      withoutKey: HOLDS_CODE,
      responses: { 200: jsonResponse(Done, 'Signed in, or the new factor is on') },
      problems: refusals,
    }),
    async (c) => {
      const proof = { endpoint: '/two-factor/verify-totp', ...c.req.valid('json') } as const;
      return c.json(
        await withNewSession(c, await proveSecondFactor(c.var.deps, callerOf(c), proof)),
        200,
      );
    },
  )
  .openapi(
    route('post', '/auth/two-factor/verify-backup-code', {
      tags,
      summary: 'Prove the second factor by one of the backup codes, which then is spent',
      right: 'public',
      body: SecondFactorCode,
      withoutKey: HOLDS_CODE,
      responses: { 200: jsonResponse(Done, 'Signed in') },
      problems: refusals,
    }),
    async (c) => {
      const proof = { endpoint: '/two-factor/verify-backup-code', ...c.req.valid('json') } as const;
      return c.json(
        await withNewSession(c, await proveSecondFactor(c.var.deps, callerOf(c), proof)),
        200,
      );
    },
  )
  .openapi(
    route('post', '/auth/two-factor/enable', {
      tags,
      summary: 'Prepare a second factor; it counts once its first code is verified',
      right: 'by-handler',
      body: OwnPassword,
      withoutKey: HOLDS_PASSWORD,
      responses: { 200: jsonResponse(SecondFactorSetup, 'What the authenticator scans') },
      problems: ['account.second_factor_on', 'account.wrong_password', 'request.too_many'],
    }),
    async (c) => {
      const { password } = c.req.valid('json');
      return c.json(
        withCookies(c, await prepareSecondFactor(c.var.deps, callerOf(c), password)),
        200,
      );
    },
  )
  .openapi(
    route('post', '/auth/two-factor/disable', {
      tags,
      summary: 'Turn the second factor off, with the password and a fresh code',
      right: 'by-handler',
      body: TurnOffSecondFactor,
      withoutKey: HOLDS_PASSWORD,
      responses: { 200: jsonResponse(Done, 'It is off') },
      problems: [
        'session.wrong_code',
        'account.second_factor_off',
        'account.second_factor_unreadable',
        'account.wrong_password',
        'request.too_many',
      ],
    }),
    async (c) => {
      const proof = c.req.valid('json');
      return c.json(withCookies(c, await turnOffSecondFactor(c.var.deps, callerOf(c), proof)), 200);
    },
  );

// Nothing below this address asks for a session, whether a route stands there or not.
signInRoutes.use('/auth/*', guard({ right: 'public' }));
