import * as z from 'zod';

import { callerOf, withCookies } from '#server/authentication/caller.ts';
import {
  AccountSessionList,
  ChangePassword,
  DeviceShare,
  Done,
  EarlierSealKey,
  Me,
  OpenedUnsent,
  OpenUnsent,
} from '#server/contract/account.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { withdrawOwnLink } from './access-link-commands.ts';
import { changePassword, listOwnSessions, readMe, revokeOwnSession } from './me-commands.ts';
import { deviceShare, earlierSealKey, openUnsent } from './unsent-commands.ts';

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
    route('post', '/me/unsent-keys', {
      tags,
      summary:
        'Open keys of unsent work that a device of the own account has sealed for the server',
      right: 'signed-in',
      whileRestricted: true,
      sessionOnly: true,
      body: OpenUnsent,
      withoutKey: 'It changes nothing.',
      responses: { 200: jsonResponse(OpenedUnsent, 'The keys') },
      problems: ['request.too_many'],
    }),
    async (c) => {
      c.header('cache-control', 'no-store');
      const { sealed } = c.req.valid('json');
      return c.json(await openUnsent(c.var.deps, c.var.holder, sealed), 200);
    },
  )
  .openapi(
    route('get', '/me/device-share', {
      tags,
      summary: "The server's part of what opens the work that the device of this session keeps",
      right: 'signed-in',
      whileRestricted: true,
      sessionOnly: true,
      responses: { 200: jsonResponse(DeviceShare, 'The part') },
    }),
    async (c) => {
      c.header('cache-control', 'no-store');
      return c.json(await deviceShare(c.var.deps, c.var.holder), 200);
    },
  )
  .openapi(
    route('get', '/me/earlier-seal-key', {
      tags,
      summary: 'The keys under which earlier releases have sealed unsent work of the own account',
      right: 'signed-in',
      whileRestricted: true,
      sessionOnly: true,
      responses: { 200: jsonResponse(EarlierSealKey, 'The keys') },
    }),
    (c) => {
      c.header('cache-control', 'no-store');
      return c.json(earlierSealKey(c.var.deps, c.var.holder), 200);
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
