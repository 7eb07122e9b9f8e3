import * as z from 'zod';

import { callerOf, withCookies } from '#server/authentication/caller.ts';
import { AccountSessionList, ChangePassword, Done, Me, SealKey } from '#server/contract/account.ts';
import { jsonResponse, route } from '#server/http/route.ts';
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
const done = jsonResponse(Done, 'Done');

export const meRoutes = newRouter()
  .openapi(
    route('get', '/me', {
      tags,
      summary: 'Who is signed in, and what is open to them',
      right: 'signed-in',
      whileRestricted: true,
      responses: { 200: jsonResponse(Me, 'The account') },
    }),
    async (c) => c.json(await readMe(c.var.deps, c.var.holder), 200),
  )
  .openapi(
    route('get', '/me/seal-key', {
      tags,
      summary: 'The keys that seal unsent work of the own account on a device',
      right: 'signed-in',
      whileRestricted: true,
      sessionOnly: true,
      responses: { 200: jsonResponse(SealKey, 'The key') },
    }),
    async (c) => {
      c.header('cache-control', 'no-store');
      return c.json(await readSealKey(c.var.deps, c.var.holder), 200);
    },
  )
  .openapi(
    route('get', '/me/sessions', {
      tags,
      summary: 'Where the own account is signed in',
      right: 'signed-in',
      whileRestricted: true,
      sessionOnly: true,
      responses: { 200: jsonResponse(AccountSessionList, 'The sessions, latest first') },
    }),
    async (c) => c.json({ items: await listOwnSessions(c.var.deps, c.var.holder) }, 200),
  )
  .openapi(
    route('post', '/me/sessions/{id}/revoke', {
      tags,
      summary: 'End one of the own sessions at once',
      right: 'signed-in',
      whileRestricted: true,
      sessionOnly: true,
      decides: 'who-comes-in',
      params: z.object({ id: z.string().max(100) }),
      responses: { 200: done },
      problems: ['session.not_found'],
    }),
    async (c) => {
      await revokeOwnSession(c.var.deps, c.var.holder, c.req.valid('param').id);
      return c.json({ ok: true as const }, 200);
    },
  )
  .openapi(
    route('post', '/me/password', {
      tags,
      summary: 'Change the own password; every other session ends',
      right: 'signed-in',
      whileRestricted: true,
      sessionOnly: true,
      body: ChangePassword,
      withoutKey: 'It holds passwords, which are stored nowhere.',
      responses: { 200: done },
      problems: ['account.wrong_password', 'account.weak_password', 'request.too_many'],
    }),
    async (c) => {
      const { deps, holder } = c.var;
      const cookies = await changePassword(deps, holder, c.req.valid('json'), callerOf(c));
      return c.json(withCookies(c, { body: { ok: true as const }, cookies }), 200);
    },
  )
  .openapi(
    route('post', '/me/link/withdraw', {
      tags,
      summary: 'End a link to the own account that one did not ask for',
      right: 'signed-in',
      whileRestricted: true,
      sessionOnly: true,
      responses: { 200: done },
      problems: ['account.link_not_found'],
    }),
    async (c) => {
      await withdrawOwnLink(c.var.deps, c.var.holder);
      return c.json({ ok: true as const }, 200);
    },
  );
