import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';

import { NewLink } from '#server/contract/access-link.ts';
import {
  Account,
  AccountList,
  AccountSessionList,
  AccountWithCode,
  AccountWithLink,
  Done,
  NewAccount,
  NewAssignment,
} from '#server/contract/account.ts';
import { takesKey, takesNoKey } from '#server/http/idempotency.ts';
import { problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { confirmAccountLink, issueLink, withdrawAccountLink } from './access-link-commands.ts';
import {
  assignRole,
  createAccount,
  disableAccount,
  enableAccount,
  readAccounts,
  readSessions,
  revokeSession,
  wipeDevice,
} from './commands.ts';

const tags = ['accounts'];
const middleware = secured('accounts:manage');
const HOLDS_SECRET = takesNoKey('Its answer holds a link or its code, which is stored nowhere.');
const AccountParameter = z.object({ id: z.string().max(100) });
const SessionParameters = AccountParameter.extend({ sessionId: z.string().max(100) });

function json<T extends z.ZodType>(schema: T) {
  return { content: { 'application/json': { schema } }, required: true } as const;
}
function answer<T extends z.ZodType>(description: string, schema: T) {
  return { description, content: { 'application/json': { schema } } } as const;
}

/** Declaration that the routes share which end one session. */
const endsSession = {
  method: 'post' as const,
  tags,
  request: { params: SessionParameters },
  responses: {
    200: answer('It is over', Done),
    ...problemResponses(
      'session.missing',
      'permission.denied',
      'account.not_found',
      'session.not_found',
    ),
  },
};
const forbidden = problemResponses('session.missing', 'permission.denied');
const unknown = problemResponses('session.missing', 'permission.denied', 'account.not_found');
const guarded = problemResponses(
  'session.missing',
  'permission.denied',
  'account.not_found',
  'account.own_account',
  'account.last_admin',
);
const assignable = problemResponses(
  'session.missing',
  'permission.denied',
  'account.not_found',
  'commune.not_found',
  'account.own_account',
  'account.username_taken',
  'account.last_admin',
  'account.assignment_overlaps',
  'account.commune_required',
  'request.invalid',
);

export const accountRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/accounts',
      tags,
      summary: 'All accounts with their roles over time',
      middleware,
      responses: { 200: answer('The accounts', AccountList), ...forbidden },
    }),
    async (c) => c.json({ items: await readAccounts(c.var.deps) }, 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/accounts',
      tags,
      summary: 'Open an account; the link to set its password is shown once',
      middleware: [middleware, HOLDS_SECRET] as const,
      request: { body: json(NewAccount) },
      responses: { 201: answer('The account', AccountWithLink), ...assignable },
    }),
    async (c) => {
      const created = await createAccount(c.var.deps, c.var.actor, c.req.valid('json'));
      return c.json(created, 201, { 'cache-control': 'no-store' });
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/accounts/{id}/assignments',
      tags,
      summary: 'Give an account a role from a day on',
      middleware: [middleware, takesKey] as const,
      request: { params: AccountParameter, body: json(NewAssignment) },
      responses: { 200: answer('The account', Account), ...assignable },
    }),
    async (c) => {
      const input = { accountId: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await assignRole(c.var.deps, c.var.actor, input), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/accounts/{id}/disable',
      tags,
      summary: 'Shut an account out at once',
      middleware: [middleware, takesKey] as const,
      request: { params: AccountParameter },
      responses: { 200: answer('The account', Account), ...guarded },
    }),
    async (c) => {
      const input = { accountId: c.req.valid('param').id };
      return c.json(await disableAccount(c.var.deps, c.var.actor, input), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/accounts/{id}/enable',
      tags,
      summary: 'Let a disabled account in again',
      middleware: [middleware, takesKey] as const,
      request: { params: AccountParameter },
      responses: { 200: answer('The account', Account), ...unknown },
    }),
    async (c) => {
      const input = { accountId: c.req.valid('param').id };
      return c.json(await enableAccount(c.var.deps, c.var.actor, input), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/accounts/{id}/link',
      tags,
      summary: 'Issue a link by which the person sets a new password, shown once or mailed',
      middleware: [middleware, HOLDS_SECRET] as const,
      request: { params: AccountParameter, body: json(NewLink) },
      responses: {
        200: answer('The account', AccountWithLink),
        ...problemResponses(
          'session.missing',
          'permission.denied',
          'account.not_found',
          'account.own_account',
          'account.link_not_mailed',
          'request.invalid',
        ),
      },
    }),
    async (c) => {
      const input = { accountId: c.req.valid('param').id, ...c.req.valid('json') };
      const issued = await issueLink(c.var.deps, c.var.actor, input);
      return c.json(issued, 200, { 'cache-control': 'no-store' });
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/accounts/{id}/link/confirm',
      tags,
      summary: "Confirm another administrator's link; its code is shown once",
      middleware: [middleware, HOLDS_SECRET] as const,
      request: { params: AccountParameter },
      responses: {
        200: answer('The account', AccountWithCode),
        ...problemResponses(
          'session.missing',
          'permission.denied',
          'account.not_found',
          'account.link_not_found',
          'account.own_account',
          'account.link_needs_another',
          'account.link_needs_no_code',
        ),
      },
    }),
    async (c) => {
      const input = { accountId: c.req.valid('param').id };
      const confirmed = await confirmAccountLink(c.var.deps, c.var.actor, input);
      return c.json(confirmed, 200, { 'cache-control': 'no-store' });
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/accounts/{id}/link/withdraw',
      tags,
      summary: 'End the open link of an account',
      middleware: [middleware, takesKey] as const,
      request: { params: AccountParameter },
      responses: {
        200: answer('The account', Account),
        ...problemResponses(
          'session.missing',
          'permission.denied',
          'account.not_found',
          'account.link_not_found',
        ),
      },
    }),
    async (c) => {
      const input = { accountId: c.req.valid('param').id };
      return c.json(await withdrawAccountLink(c.var.deps, c.var.actor, input), 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/accounts/{id}/sessions',
      tags,
      summary: 'Where an account is signed in',
      middleware,
      request: { params: AccountParameter },
      responses: { 200: answer('The sessions, latest first', AccountSessionList), ...unknown },
    }),
    async (c) => {
      const input = { accountId: c.req.valid('param').id };
      return c.json({ items: await readSessions(c.var.deps, input) }, 200);
    },
  )
  .openapi(
    createRoute({
      ...endsSession,
      middleware: [middleware, takesKey] as const,
      path: '/accounts/{id}/sessions/{sessionId}/revoke',
      summary: 'End one session of an account at once',
    }),
    async (c) => {
      const { id: accountId, sessionId } = c.req.valid('param');
      await revokeSession(c.var.deps, c.var.actor, { accountId, sessionId });
      return c.json({ ok: true as const }, 200);
    },
  )
  .openapi(
    createRoute({
      ...endsSession,
      middleware: [middleware, takesKey] as const,
      path: '/accounts/{id}/sessions/{sessionId}/wipe',
      summary: 'End one session of an account and have its device delete everything',
    }),
    async (c) => {
      const { id: accountId, sessionId } = c.req.valid('param');
      await wipeDevice(c.var.deps, c.var.actor, { accountId, sessionId });
      return c.json({ ok: true as const }, 200);
    },
  );
