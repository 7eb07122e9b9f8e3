import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type * as z from 'zod';

import type { Caller } from '#server/authentication/authentication.ts';
import {
  Done,
  OwnPassword,
  SecondFactorCode,
  SecondFactorSetup,
  SignIn,
  SignInAnswer,
  TurnOffSecondFactor,
} from '#server/contract/account.ts';
import { clientAddress } from '#server/http/client-address.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { takesNoKey } from '#server/http/idempotency.ts';
import { problemResponses } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import {
  prepareSecondFactor,
  proveSecondFactor,
  signIn,
  signOut,
  turnOffSecondFactor,
} from './sign-in-commands.ts';

const tags = ['sign-in'];
const HOLDS_PASSWORD = takesNoKey('It holds a password, which is stored nowhere.');
const HOLDS_CODE = takesNoKey('It holds a code that counts once.');
const ENDS_SESSION = takesNoKey('Without a session nothing is left to end.');
const refusals = problemResponses(
  'session.missing',
  'session.wrong_code',
  'account.second_factor_off',
  'account.second_factor_unreadable',
  'request.invalid',
  'request.too_many',
);

function json<T extends z.ZodType>(schema: T) {
  return { content: { 'application/json': { schema } }, required: true } as const;
}
function answer<T extends z.ZodType>(description: string, schema: T) {
  return { description, content: { 'application/json': { schema } } } as const;
}

export const signInRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'post',
      path: '/auth/sign-in/username',
      tags,
      summary: 'Sign in with username and password; the session is a cookie',
      middleware: [HOLDS_PASSWORD] as const,
      security: [],
      request: { body: json(SignIn) },
      responses: {
        200: answer('Signed in, or a second factor is asked for', SignInAnswer),
        ...problemResponses(
          'session.wrong_credentials',
          'account.disabled',
          'request.invalid',
          'request.too_many',
        ),
      },
    }),
    async (c) =>
      c.json(withCookies(c, await signIn(c.var.deps, callerOf(c), c.req.valid('json'))), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/auth/sign-out',
      tags,
      summary: 'End this session',
      middleware: [ENDS_SESSION] as const,
      security: [],
      responses: { 200: answer('There is no session any more', Done) },
    }),
    async (c) => c.json(withCookies(c, await signOut(c.var.deps, callerOf(c))), 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/auth/two-factor/verify-totp',
      tags,
      summary: 'Prove the second factor by a code of the authenticator',
      middleware: [HOLDS_CODE] as const,
      security: [],
      request: { body: json(SecondFactorCode) },
      responses: { 200: answer('Signed in, or the new factor is on', Done), ...refusals },
    }),
    async (c) => {
      const proof = { endpoint: '/two-factor/verify-totp', ...c.req.valid('json') } as const;
      return c.json(withCookies(c, await proveSecondFactor(c.var.deps, callerOf(c), proof)), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/auth/two-factor/verify-backup-code',
      tags,
      summary: 'Prove the second factor by one of the backup codes, which then is spent',
      middleware: [HOLDS_CODE] as const,
      security: [],
      request: { body: json(SecondFactorCode) },
      responses: { 200: answer('Signed in', Done), ...refusals },
    }),
    async (c) => {
      const proof = { endpoint: '/two-factor/verify-backup-code', ...c.req.valid('json') } as const;
      return c.json(withCookies(c, await proveSecondFactor(c.var.deps, callerOf(c), proof)), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/auth/two-factor/enable',
      tags,
      summary: 'Prepare a second factor; it counts once its first code is verified',
      middleware: [HOLDS_PASSWORD] as const,
      request: { body: json(OwnPassword) },
      responses: {
        200: answer('What the authenticator scans', SecondFactorSetup),
        ...problemResponses(
          'session.missing',
          'account.second_factor_on',
          'account.wrong_password',
          'request.too_many',
        ),
      },
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
    createRoute({
      method: 'post',
      path: '/auth/two-factor/disable',
      tags,
      summary: 'Turn the second factor off, with the password and a fresh code',
      middleware: [HOLDS_PASSWORD] as const,
      request: { body: json(TurnOffSecondFactor) },
      responses: {
        200: answer('It is off', Done),
        ...problemResponses(
          'session.missing',
          'session.wrong_code',
          'account.second_factor_unreadable',
          'account.wrong_password',
          'request.invalid',
          'request.too_many',
        ),
      },
    }),
    async (c) => {
      const proof = c.req.valid('json');
      return c.json(withCookies(c, await turnOffSecondFactor(c.var.deps, callerOf(c), proof)), 200);
    },
  );

function callerOf(context: Context<AppEnv>): Caller {
  return {
    cookie: context.req.header('cookie') ?? null,
    userAgent: context.req.header('user-agent') ?? null,
    address: clientAddress(context),
  };
}

function withCookies<T>(context: Context<AppEnv>, given: { body: T; cookies: string[] }): T {
  for (const cookie of given.cookies) context.header('set-cookie', cookie, { append: true });
  context.header('cache-control', 'no-store');
  return given.body;
}
