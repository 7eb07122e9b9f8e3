import * as z from 'zod';

import { AccessToken, NewToken, NewTokenBody } from '#server/contract/token.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { createToken, endToken, readTokens } from './commands.ts';

const list = route('get', '/tokens', {
  tags: ['tokens'],
  summary:
    'The own access tokens, for the administrator those of systems too; never a token itself',
  right: 'signed-in',
  sessionOnly: true,
  responses: { 200: jsonResponse(z.object({ items: z.array(AccessToken) }), 'The tokens') },
});

const create = route('post', '/tokens', {
  tags: ['tokens'],
  summary: 'A new access token, which is shown this once',
  description:
    'It reads what the account reads, unless rights are chosen. A program sends it as `Authorization: Bearer TOKEN`, ' +
    'as the password of Basic, or in the header `X-Api-Key`; in an address it is refused.',
  decides: 'who-comes-in',
  right: 'signed-in',
  sessionOnly: true,
  body: NewTokenBody,
  withoutKey: 'Its answer holds a token, which is stored nowhere.',
  responses: { 201: jsonResponse(NewToken, 'The token, shown this once') },
  problems: [
    'token.right_refused',
    'token.too_many',
    'text.personal_data',
    'account.commune_required',
    'commune.not_found',
  ],
});

const end = route('delete', '/tokens/{id}', {
  tags: ['tokens'],
  summary: 'End an access token at once, for requests and streams alike',
  right: 'signed-in',
  sessionOnly: true,
  params: RowParameter,
  withoutKey: 'A second one finds the token ended.',
  responses: { 200: jsonResponse(AccessToken, 'The token, ended') },
  problems: ['token.not_found'],
});

const tokenRoutes = newRouter()
  .openapi(list, async (c) => c.json({ items: await readTokens(c.var.deps, c.var.actor) }, 200))
  .openapi(create, async (c) =>
    c.json(await createToken(c.var.deps, c.var.actor, c.req.valid('json')), 201),
  )
  .openapi(end, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await endToken(c.var.deps, c.var.actor, id), 200);
  });

export const tokens = {
  uses: ['accounts'],
  subjects: {
    tokens: 'Access tokens for programs',
  },
  operations: [tokenRoutes],
} as const satisfies Feature;
