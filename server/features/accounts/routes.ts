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
import { jsonResponse, route } from '#server/http/route.ts';
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
const HOLDS_SECRET = 'Its answer holds a link or its code, which is stored nowhere.';
const AccountParameter = z.object({ id: z.string().max(100) });
const SessionParameters = AccountParameter.extend({ sessionId: z.string().max(100) });

const ended = ['account.not_found', 'session.not_found'] as const;
const guarded = ['account.not_found', 'account.own_account', 'account.last_admin'] as const;
const assignable = [
  'account.not_found',
  'commune.not_found',
  'account.own_account',
  'account.username_taken',
  'account.last_admin',
  'account.assignment_overlaps',
  'account.commune_required',
] as const;

export const accountRoutes = newRouter()
  .openapi(
    route('get', '/accounts', {
      tags,
      summary: 'All accounts with their roles over time',
      right: 'accounts:manage',
      responses: { 200: jsonResponse(AccountList, 'The accounts') },
    }),
    async (c) => c.json({ items: await readAccounts(c.var.deps) }, 200),
  )
  .openapi(
    route('post', '/accounts', {
      tags,
      summary: 'Open an account; the link to set its password is shown once',
      right: 'accounts:manage',
      body: NewAccount,
      withoutKey: HOLDS_SECRET,
      responses: { 201: jsonResponse(AccountWithLink, 'The account') },
      problems: assignable,
    }),
    async (c) => {
      const created = await createAccount(c.var.deps, c.var.actor, c.req.valid('json'));
      return c.json(created, 201, { 'cache-control': 'no-store' });
    },
  )
  .openapi(
    route('post', '/accounts/{id}/assignments', {
      tags,
      summary: 'Give an account a role from a day on',
      right: 'accounts:manage',
      params: AccountParameter,
      body: NewAssignment,
      responses: { 200: jsonResponse(Account, 'The account') },
      problems: assignable,
    }),
    async (c) => {
      const input = { accountId: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await assignRole(c.var.deps, c.var.actor, input), 200);
    },
  )
  .openapi(
    route('post', '/accounts/{id}/disable', {
      tags,
      summary: 'Shut an account out at once',
      right: 'accounts:manage',
      params: AccountParameter,
      responses: { 200: jsonResponse(Account, 'The account') },
      problems: guarded,
    }),
    async (c) => {
      const input = { accountId: c.req.valid('param').id };
      return c.json(await disableAccount(c.var.deps, c.var.actor, input), 200);
    },
  )
  .openapi(
    route('post', '/accounts/{id}/enable', {
      tags,
      summary: 'Let a disabled account in again',
      right: 'accounts:manage',
      params: AccountParameter,
      responses: { 200: jsonResponse(Account, 'The account') },
      problems: ['account.not_found'],
    }),
    async (c) => {
      const input = { accountId: c.req.valid('param').id };
      return c.json(await enableAccount(c.var.deps, c.var.actor, input), 200);
    },
  )
  .openapi(
    route('post', '/accounts/{id}/link', {
      tags,
      summary: 'Issue a link by which the person sets a new password, shown once or mailed',
      right: 'accounts:manage',
      params: AccountParameter,
      body: NewLink,
      withoutKey: HOLDS_SECRET,
      responses: { 200: jsonResponse(AccountWithLink, 'The account') },
      problems: ['account.not_found', 'account.own_account', 'account.link_not_mailed'],
    }),
    async (c) => {
      const input = { accountId: c.req.valid('param').id, ...c.req.valid('json') };
      const issued = await issueLink(c.var.deps, c.var.actor, input);
      return c.json(issued, 200, { 'cache-control': 'no-store' });
    },
  )
  .openapi(
    route('post', '/accounts/{id}/link/confirm', {
      tags,
      summary: "Confirm another administrator's link; its code is shown once",
      right: 'accounts:manage',
      params: AccountParameter,
      withoutKey: HOLDS_SECRET,
      responses: { 200: jsonResponse(AccountWithCode, 'The account') },
      problems: [
        'account.not_found',
        'account.link_not_found',
        'account.own_account',
        'account.link_needs_another',
        'account.link_needs_no_code',
      ],
    }),
    async (c) => {
      const input = { accountId: c.req.valid('param').id };
      const confirmed = await confirmAccountLink(c.var.deps, c.var.actor, input);
      return c.json(confirmed, 200, { 'cache-control': 'no-store' });
    },
  )
  .openapi(
    route('post', '/accounts/{id}/link/withdraw', {
      tags,
      summary: 'End the open link of an account',
      right: 'accounts:manage',
      params: AccountParameter,
      responses: { 200: jsonResponse(Account, 'The account') },
      problems: ['account.not_found', 'account.link_not_found'],
    }),
    async (c) => {
      const input = { accountId: c.req.valid('param').id };
      return c.json(await withdrawAccountLink(c.var.deps, c.var.actor, input), 200);
    },
  )
  .openapi(
    route('get', '/accounts/{id}/sessions', {
      tags,
      summary: 'Where an account is signed in',
      right: 'accounts:manage',
      params: AccountParameter,
      responses: { 200: jsonResponse(AccountSessionList, 'The sessions, latest first') },
      problems: ['account.not_found'],
    }),
    async (c) => {
      const input = { accountId: c.req.valid('param').id };
      return c.json({ items: await readSessions(c.var.deps, input) }, 200);
    },
  )
  .openapi(
    route('post', '/accounts/{id}/sessions/{sessionId}/revoke', {
      tags,
      summary: 'End one session of an account at once',
      right: 'accounts:manage',
      params: SessionParameters,
      responses: { 200: jsonResponse(Done, 'It is over') },
      problems: ended,
    }),
    async (c) => {
      const { id: accountId, sessionId } = c.req.valid('param');
      await revokeSession(c.var.deps, c.var.actor, { accountId, sessionId });
      return c.json({ ok: true as const }, 200);
    },
  )
  .openapi(
    route('post', '/accounts/{id}/sessions/{sessionId}/wipe', {
      tags,
      summary: 'End one session of an account and have its device delete everything',
      right: 'accounts:manage',
      params: SessionParameters,
      responses: { 200: jsonResponse(Done, 'It is over') },
      problems: ended,
    }),
    async (c) => {
      const { id: accountId, sessionId } = c.req.valid('param');
      await wipeDevice(c.var.deps, c.var.actor, { accountId, sessionId });
      return c.json({ ok: true as const }, 200);
    },
  );
