import { callerOf, withCookies } from '#server/authentication/caller.ts';
import { LinkOwner, LinkToken, UseLink } from '#server/contract/access-link.ts';
import { Done } from '#server/contract/account.ts';
import { jsonResponse, route } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { readLinkOwner, setPasswordByLink } from './access-link-commands.ts';

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
