import { createRoute } from '@hono/zod-openapi';

import { LinkOwner, LinkToken, UseLink } from '#server/contract/access-link.ts';
import { Done } from '#server/contract/account.ts';
import { clientAddress } from '#server/http/client-address.ts';
import { takesNoKey } from '#server/http/idempotency.ts';
import { problemResponses } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readLinkOwner, setPasswordByLink } from './access-link-commands.ts';

const tags = ['sign-in'];
const HOLDS_TOKEN = takesNoKey('It holds a token, which is stored nowhere.');

/** Routes that a link opens to its bearer, signed in or not. The token travels in the body, out of every log. */
export const linkRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'post',
      path: '/auth/link/read',
      tags,
      summary: 'For whom a link is, and if it needs a code',
      middleware: [HOLDS_TOKEN] as const,
      security: [],
      request: {
        body: { content: { 'application/json': { schema: LinkToken } }, required: true },
      },
      responses: {
        200: {
          description: 'The account',
          content: { 'application/json': { schema: LinkOwner } },
        },
        ...problemResponses(
          'account.link_not_found',
          'account.link_not_confirmed',
          'request.invalid',
        ),
      },
    }),
    async (c) => {
      const owner = await readLinkOwner(c.var.deps, c.req.valid('json').token);
      return c.json(owner, 200, { 'cache-control': 'no-store' });
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/auth/link/use',
      tags,
      summary: 'Set the password of the account that a link is for; the link ends',
      middleware: [HOLDS_TOKEN] as const,
      security: [],
      request: { body: { content: { 'application/json': { schema: UseLink } }, required: true } },
      responses: {
        200: {
          description: 'The password is set',
          content: { 'application/json': { schema: Done } },
        },
        ...problemResponses(
          'account.link_not_found',
          'account.link_not_confirmed',
          'account.link_wrong_code',
          'account.weak_password',
          'request.invalid',
          'request.too_many',
        ),
      },
    }),
    async (c) => {
      await setPasswordByLink(c.var.deps, c.req.valid('json'), clientAddress(c));
      return c.json({ ok: true as const }, 200);
    },
  );
