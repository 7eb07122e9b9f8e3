import * as z from 'zod';

import { Done, OwnPassword } from '#server/contract/account.ts';
import {
  BindingCode,
  ProviderAddress,
  SingleSignOnBinding,
} from '#server/contract/single-sign-on.ts';
import { clientAddress } from '#server/http/client-address.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import {
  issueBindingCode,
  readAccountBinding,
  refuseBound,
  requireOwnPassword,
  unbindAccount,
  unbindOwnAccount,
} from './binding-commands.ts';
import { keepBrowserSecret } from './browser-middleware.ts';
import { begin, requireProvider } from './sign-in-commands.ts';

const tags = ['single sign-on'];
const HOLDS_PASSWORD = 'It holds a password, which is stored nowhere.';
const AccountParameter = z.object({ id: z.string().max(100) });
const own = { tags, right: 'signed-in', sessionOnly: true } as const;
const ofAnother = { tags, right: 'accounts:manage', params: AccountParameter } as const;

/** Routes that bind accounts to persons of the provider, and unbind them. */
export const bindingRoutes = newRouter()
  .openapi(
    route('get', '/me/single-sign-on', {
      ...own,
      summary: 'If the own account is bound to a person of the provider',
      responses: { 200: jsonResponse(SingleSignOnBinding, 'The binding') },
      problems: ['single_sign_on.off'],
    }),
    async (c) => {
      requireProvider(c.var.deps);
      return c.json(await readAccountBinding(c.var.deps, c.var.actor.accountId), 200);
    },
  )
  .openapi(
    route('post', '/me/single-sign-on/bind', {
      ...own,
      summary: 'Begin to bind the own account; the browser goes to the address',
      body: OwnPassword,
      withoutKey: HOLDS_PASSWORD,
      responses: { 200: jsonResponse(ProviderAddress, "The provider's page") },
      problems: [
        'single_sign_on.off',
        'single_sign_on.unavailable',
        'single_sign_on.account_bound',
        'account.wrong_password',
        'request.too_many',
      ],
    }),
    async (c) => {
      const { deps, holder } = c.var;
      requireProvider(deps);
      const address = clientAddress(c);
      await requireOwnPassword(deps, holder, { ...c.req.valid('json'), address, own: true });
      await refuseBound(deps, holder.accountId);
      const from = { browserSecret: keepBrowserSecret(c), address };
      const aim = { stage: 'started', own: holder } as const;
      return c.json(await begin(deps, from, aim), 200, { 'cache-control': 'no-store' });
    },
  )
  .openapi(
    route('post', '/me/single-sign-on/unbind', {
      ...own,
      summary: 'Unbind the own account; other sessions of the provider end',
      body: OwnPassword,
      withoutKey: HOLDS_PASSWORD,
      responses: { 200: jsonResponse(Done, 'It is unbound') },
      problems: [
        'single_sign_on.off',
        'single_sign_on.none',
        'account.wrong_password',
        'request.too_many',
      ],
    }),
    async (c) => {
      const { deps, holder } = c.var;
      requireProvider(deps);
      const address = clientAddress(c);
      await requireOwnPassword(deps, holder, { ...c.req.valid('json'), address, own: true });
      await unbindOwnAccount(deps, holder);
      return c.json({ ok: true as const }, 200);
    },
  )
  .openapi(
    route('get', '/accounts/{id}/single-sign-on', {
      ...ofAnother,
      summary: 'If an account is bound to a person of the provider',
      responses: { 200: jsonResponse(SingleSignOnBinding, 'The binding') },
      problems: ['single_sign_on.off', 'account.not_found'],
    }),
    async (c) => {
      requireProvider(c.var.deps);
      return c.json(await readAccountBinding(c.var.deps, c.req.valid('param').id), 200);
    },
  )
  .openapi(
    route('post', '/accounts/{id}/single-sign-on/code', {
      ...ofAnother,
      summary: 'A one-time code by which the person of an account binds it, shown this once',
      withoutKey: 'Its answer holds a code, which is stored nowhere.',
      responses: { 200: jsonResponse(BindingCode, 'The code') },
      problems: [
        'single_sign_on.off',
        'single_sign_on.account_bound',
        'account.not_found',
        'account.own_account',
      ],
    }),
    async (c) => {
      requireProvider(c.var.deps);
      const { id } = c.req.valid('param');
      const issued = await issueBindingCode(c.var.deps, c.var.actor, id);
      return c.json(issued, 200, { 'cache-control': 'no-store' });
    },
  )
  .openapi(
    route('post', '/accounts/{id}/single-sign-on/unbind', {
      ...ofAnother,
      summary: 'Unbind an account; its code and its sessions of the provider end',
      responses: { 200: jsonResponse(SingleSignOnBinding, 'The binding') },
      problems: [
        'single_sign_on.off',
        'single_sign_on.none',
        'account.not_found',
        'account.own_account',
      ],
    }),
    async (c) => {
      requireProvider(c.var.deps);
      const { id } = c.req.valid('param');
      return c.json(await unbindAccount(c.var.deps, c.var.actor, id), 200);
    },
  );
