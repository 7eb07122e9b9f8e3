import { callerOf, withNewSession } from '#server/authentication/caller.ts';
import { Done } from '#server/contract/account.ts';
import {
  BackChannelLogout,
  ProviderAddress,
  ProviderAnswer,
  SingleSignOnOutcome,
  UseBindingCode,
} from '#server/contract/single-sign-on.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { bindByCode } from './binding-commands.ts';
import { browserSecretOf, keepBrowserSecret } from './browser-middleware.ts';
import { obeyLogout } from './logout-commands.ts';
import { confirmationOf } from './confirm-commands.ts';
import { begin, finish, openFor, requireProvider } from './sign-in-commands.ts';

const tags = ['single sign-on'];
const COUNTS_ONCE = 'It begins or ends a sign-in, which counts once by itself.';

/** Routes of the ways to the organisation's provider and back. */
export const singleSignOnRoutes = newRouter()
  .openapi(
    route('post', '/auth/single-sign-on/begin', {
      tags,
      summary:
        "Begin a sign-in through the organisation's provider; the browser goes to the address",
      right: 'public',
      withoutKey: COUNTS_ONCE,
      responses: { 200: jsonResponse(ProviderAddress, "The provider's page") },
      problems: ['single_sign_on.off', 'single_sign_on.unavailable', 'request.too_many'],
    }),
    async (c) => {
      requireProvider(c.var.deps);
      const { address } = callerOf(c);
      const begun = await begin(c.var.deps, { browserSecret: keepBrowserSecret(c), address });
      return c.json(begun, 200, { 'cache-control': 'no-store' });
    },
  )
  .openapi(
    route('post', '/auth/single-sign-on/finish', {
      tags,
      summary: 'Finish a sign-in with the answer of the provider; it never makes an account',
      right: 'public',
      body: ProviderAnswer,
      withoutKey: COUNTS_ONCE,
      responses: { 200: jsonResponse(SingleSignOnOutcome, 'What follows') },
      problems: [
        'single_sign_on.off',
        'single_sign_on.unavailable',
        'single_sign_on.over',
        'single_sign_on.refused',
        'single_sign_on.cancelled',
        'single_sign_on.not_bound',
        'single_sign_on.account_bound',
        'single_sign_on.person_bound',
        'single_sign_on.other_person',
        'single_sign_on.not_confirmed',
        'account.disabled',
      ],
    }),
    async (c) => {
      const given = { browserSecret: browserSecretOf(c), answer: c.req.valid('json') };
      return c.json(await withNewSession(c, await finish(c.var.deps, callerOf(c), given)), 200);
    },
  )
  .openapi(
    route('post', '/auth/single-sign-on/bind', {
      tags,
      summary: 'Bind the person just proven to the account of a one-time code, and sign in',
      right: 'public',
      body: UseBindingCode,
      withoutKey: 'It holds a code and a password, which are stored nowhere.',
      responses: { 200: jsonResponse(SingleSignOnOutcome, 'What follows') },
      problems: [
        'single_sign_on.off',
        'single_sign_on.over',
        'single_sign_on.wrong_code',
        'single_sign_on.account_bound',
        'single_sign_on.person_bound',
        'account.wrong_password',
        'request.too_many',
      ],
    }),
    async (c) => {
      requireProvider(c.var.deps);
      const caller = callerOf(c);
      const given = { browserSecret: browserSecretOf(c), ...c.req.valid('json') };
      const { owner, person } = await bindByCode(c.var.deps, caller, given);
      return c.json(await withNewSession(c, await openFor(c.var.deps, caller, owner, person)), 200);
    },
  )
  .openapi(
    route('post', '/me/single-sign-on/confirm', {
      tags,
      summary:
        'Begin to confirm at the provider that it is the person; the browser goes to the address',
      description:
        'For sessions whose second factor the provider has checked. Acts that decide are open for five minutes once ' +
        'the sign-in there is finished by `POST /api/auth/single-sign-on/finish`.',
      right: 'signed-in',
      sessionOnly: true,
      withoutKey: COUNTS_ONCE,
      responses: { 200: jsonResponse(ProviderAddress, "The provider's page") },
      problems: [
        'single_sign_on.off',
        'single_sign_on.unavailable',
        'single_sign_on.not_second_factor',
        'request.too_many',
      ],
    }),
    async (c) => {
      const { deps, holder } = c.var;
      requireProvider(deps);
      const aim = confirmationOf(holder);
      const { address } = callerOf(c);
      const begun = await begin(deps, { browserSecret: keepBrowserSecret(c), address }, aim);
      return c.json(begun, 200, { 'cache-control': 'no-store' });
    },
  )
  .openapi(
    route('post', '/auth/single-sign-on/logout', {
      tags,
      summary: 'Back-channel logout: the provider ends sessions, with their streams, at once',
      right: 'public',
      fields: BackChannelLogout,
      withoutKey: 'A logout token counts once.',
      responses: { 200: jsonResponse(Done, 'They are over') },
      problems: [
        'single_sign_on.off',
        'single_sign_on.unavailable',
        'single_sign_on.logout_refused',
      ],
    }),
    async (c) => {
      await obeyLogout(c.var.deps, c.req.valid('form').logout_token);
      return c.json({ ok: true as const }, 200, { 'cache-control': 'no-store' });
    },
  );
