import { callerOf, withCookies, withNewSession } from '#server/authentication/caller.ts';
import { Done } from '#server/contract/account.ts';
import {
  AskForPasskey,
  ConfirmAgain,
  CredentialOptions,
  NewPasskey,
  OwnProof,
  Passkey,
  PasskeyList,
  PasskeySignIn,
} from '#server/contract/passkey.ts';
import type { Feature } from '#server/feature.ts';
import { jsonResponse, route, RowParameter } from '#server/http/route.ts';
import { newRouter } from '#server/http/router.ts';

import { addPasskey, preparePasskey, readPasskeys, removePasskey } from './commands.ts';
import { confirmAgain, prepareConfirmation } from './confirm-commands.ts';
import { prepareSignIn, signInByPasskey } from './sign-in-commands.ts';

const tags = ['passkeys'];
const options = jsonResponse(CredentialOptions, 'What `navigator.credentials` takes');

const list = route('get', '/me/passkeys', {
  tags,
  summary: 'The own passkeys',
  right: 'signed-in',
  sessionOnly: true,
  responses: { 200: jsonResponse(PasskeyList, 'The passkeys, oldest first') },
});

const prepare = route('post', '/me/passkeys/options', {
  tags,
  summary: 'Prove to be the person, and get the options for a new passkey',
  description: 'Asks for a code where the account has a second factor, else for the password.',
  right: 'signed-in',
  sessionOnly: true,
  body: OwnProof,
  withoutKey: 'It holds a password or code, which are stored nowhere.',
  responses: { 200: options },
  problems: [
    'passkey.not_available',
    'passkey.too_many',
    'session.wrong_code',
    'account.wrong_password',
    'account.second_factor_unreadable',
    'request.too_many',
  ],
});

const add = route('post', '/me/passkeys', {
  tags,
  summary: 'Keep the passkey that a device has made',
  right: 'signed-in',
  sessionOnly: true,
  body: NewPasskey,
  withoutKey: 'A passkey is kept once: its id is unique.',
  responses: { 201: jsonResponse(Passkey, 'The passkey') },
  problems: [
    'passkey.refused',
    'passkey.not_available',
    'passkey.already_there',
    'passkey.too_many',
    'text.personal_data',
  ],
});

const remove = route('delete', '/me/passkeys/{id}', {
  tags,
  summary: 'Remove one of the own passkeys; it ends nothing else',
  right: 'signed-in',
  sessionOnly: true,
  decides: 'who-comes-in',
  params: RowParameter,
  withoutKey: 'A second one finds the passkey removed.',
  responses: { 200: jsonResponse(Done, 'It is removed') },
  problems: ['passkey.not_found'],
});

const ask = route('post', '/auth/passkey/options', {
  tags,
  summary: 'Get the options for a sign-in by passkey, alone or after the password',
  right: 'public',
  body: AskForPasskey,
  withoutKey: 'It writes nothing.',
  responses: { 200: options },
  problems: ['session.missing', 'passkey.not_available', 'passkey.not_found'],
});

const enter = route('post', '/auth/passkey/sign-in', {
  tags,
  summary: 'Sign in by passkey, alone or after the password; the session is a cookie',
  right: 'public',
  body: PasskeySignIn,
  withoutKey: 'It holds a signature that counts once.',
  responses: { 200: jsonResponse(Done, 'Signed in') },
  problems: [
    'session.missing',
    'account.disabled',
    'session.password_closed',
    'passkey.refused',
    'passkey.copied',
    'passkey.not_available',
    'request.too_many',
  ],
});

const prepareAgain = route('post', '/me/confirm/options', {
  tags,
  summary: 'Get the options for a proof by one of the own passkeys',
  right: 'signed-in',
  sessionOnly: true,
  withoutKey: 'It writes nothing.',
  responses: { 200: options },
  problems: ['passkey.not_available', 'passkey.not_found'],
});

const again = route('post', '/me/confirm', {
  tags,
  summary: 'Prove to be the person, so that acts that decide are open for five minutes',
  description:
    'By a passkey, else by a code where the account has a second factor, else by the password; where the provider has ' +
    'checked the second factor, by `POST /api/me/single-sign-on/confirm`. Acts that decide answer ' +
    '`session.confirm_again` five minutes after the last proof; each such act renews it.',
  right: 'signed-in',
  sessionOnly: true,
  body: ConfirmAgain,
  withoutKey: 'It holds a password, a code or a signature, which count once.',
  responses: { 200: jsonResponse(Done, 'Acts that decide are open') },
  problems: [
    'passkey.refused',
    'passkey.copied',
    'passkey.not_available',
    'session.wrong_code',
    'session.confirm_by_provider',
    'account.wrong_password',
    'account.second_factor_unreadable',
    'request.too_many',
  ],
});

const passkeyRoutes = newRouter()
  .openapi(list, async (c) => c.json(await readPasskeys(c.var.deps, c.var.actor.accountId), 200))
  .openapi(prepare, async (c) => {
    const asked = { caller: callerOf(c), holder: c.var.holder };
    const answer = await preparePasskey(c.var.deps, asked, c.req.valid('json'));
    return c.json(withCookies(c, { body: answer, cookies: [] }), 200);
  })
  .openapi(add, async (c) =>
    c.json(await addPasskey(c.var.deps, c.var.actor, c.req.valid('json')), 201),
  )
  .openapi(remove, async (c) => {
    await removePasskey(c.var.deps, c.var.actor, c.req.valid('param').id);
    return c.json({ ok: true as const }, 200);
  })
  .openapi(ask, async (c) => {
    const { step } = c.req.valid('json');
    const answer = await prepareSignIn(c.var.deps, callerOf(c), step);
    return c.json(withCookies(c, { body: answer, cookies: [] }), 200);
  })
  .openapi(enter, async (c) => {
    const given = c.req.valid('json');
    return c.json(
      await withNewSession(c, await signInByPasskey(c.var.deps, callerOf(c), given)),
      200,
    );
  })
  .openapi(prepareAgain, async (c) => {
    const body = await prepareConfirmation(c.var.deps, c.var.holder);
    return c.json(withCookies(c, { body, cookies: [] }), 200);
  })
  .openapi(again, async (c) => {
    const asked = { caller: callerOf(c), holder: c.var.holder };
    const cookies = await confirmAgain(c.var.deps, asked, c.req.valid('json'));
    return c.json(withCookies(c, { body: { ok: true as const }, cookies }), 200);
  });

export const passkeys = {
  uses: ['accounts'],
  subjects: {
    passkeys: 'Passkeys, and the sign-in by them',
  },
  operations: [passkeyRoutes],
} as const satisfies Feature;
