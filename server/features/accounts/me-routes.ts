import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';

import { AccountSessionList, ChangePassword, Done, Me, SealKey } from '#server/contract/account.ts';
import { clientAddress } from '#server/http/client-address.ts';
import { takesKey, takesNoKey } from '#server/http/idempotency.ts';
import { problemResponses, secured } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { withdrawOwnLink } from './access-link-commands.ts';
import {
  changePassword,
  listOwnSessions,
  readMe,
  readSealKey,
  revokeOwnSession,
} from './me-commands.ts';

const tags = ['me'];
const middleware = secured();
const refusals = problemResponses('session.missing', 'permission.denied');
const done = { description: 'Done', content: { 'application/json': { schema: Done } } } as const;

export const meRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'get',
      path: '/me',
      tags,
      summary: 'Who is signed in, and what is open to them',
      middleware,
      responses: {
        200: { description: 'The account', content: { 'application/json': { schema: Me } } },
        ...refusals,
      },
    }),
    async (c) => c.json(await readMe(c.var.deps, c.var.holder), 200),
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/me/seal-key',
      tags,
      summary: 'The key that seals unsent work of the own account on a device',
      middleware,
      responses: {
        200: { description: 'The key', content: { 'application/json': { schema: SealKey } } },
        ...refusals,
      },
    }),
    (c) => {
      c.header('cache-control', 'no-store');
      return c.json({ key: readSealKey(c.var.deps, c.var.holder) }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/me/sessions',
      tags,
      summary: 'Where the own account is signed in',
      middleware,
      responses: {
        200: {
          description: 'The sessions, latest first',
          content: { 'application/json': { schema: AccountSessionList } },
        },
        ...refusals,
      },
    }),
    async (c) => c.json({ items: await listOwnSessions(c.var.deps, c.var.holder) }, 200),
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/me/sessions/{id}/revoke',
      tags,
      summary: 'End one of the own sessions at once',
      middleware: [middleware, takesKey] as const,
      request: { params: z.object({ id: z.string().max(100) }) },
      responses: {
        200: done,
        ...problemResponses('session.missing', 'permission.denied', 'session.not_found'),
      },
    }),
    async (c) => {
      await revokeOwnSession(c.var.deps, c.var.holder, c.req.valid('param').id);
      return c.json({ ok: true as const }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/me/password',
      tags,
      summary: 'Change the own password; every other session ends',
      middleware: [
        middleware,
        takesNoKey('It holds passwords, which are stored nowhere.'),
      ] as const,
      request: {
        body: { content: { 'application/json': { schema: ChangePassword } }, required: true },
      },
      responses: {
        200: done,
        ...problemResponses(
          'session.missing',
          'permission.denied',
          'account.wrong_password',
          'account.weak_password',
          'request.too_many',
        ),
      },
    }),
    async (c) => {
      await changePassword(c.var.deps, c.var.holder, c.req.valid('json'), clientAddress(c));
      return c.json({ ok: true as const }, 200);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/me/link/withdraw',
      tags,
      summary: 'End a link to the own account that one did not ask for',
      middleware: [middleware, takesKey] as const,
      responses: {
        200: done,
        ...problemResponses('session.missing', 'permission.denied', 'account.link_not_found'),
      },
    }),
    async (c) => {
      await withdrawOwnLink(c.var.deps, c.var.holder);
      return c.json({ ok: true as const }, 200);
    },
  );
