import { describe, expect, it } from 'vitest';

import { tokenHolds } from '#tests/support/processes/push-service.ts';

import { arePushKeys, encryptPush, MOST_PUSH_BYTES } from './encrypt-push.ts';
import { createPushSender } from './push-service.ts';
import { authorisation, makeServerKey } from './server-key.ts';

/** RFC 8291, appendix A. */
const VECTOR = {
  message: 'When I grow up, I want to be a watermelon',
  senderPrivate: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  keys: {
    p256dh:
      'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  },
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};

/** RFC 8292, section 2.4: a token and the public key that it was signed with. */
const TOKEN =
  'eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA';
const TOKEN_KEY =
  'BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs';

describe('a message for a browser', () => {
  it('is encrypted as the example of RFC 8291', () => {
    const drawn = {
      senderPrivate: Buffer.from(VECTOR.senderPrivate, 'base64url'),
      salt: Buffer.from(VECTOR.salt, 'base64url'),
    };
    const body = encryptPush(Buffer.from(VECTOR.message), VECTOR.keys, drawn);
    expect(body.toString('base64url')).toBe(VECTOR.body);
  });

  it('is never the same twice, and never longer than services take', () => {
    const message = Buffer.alloc(MOST_PUSH_BYTES, 'a');
    const [one, two] = [encryptPush(message, VECTOR.keys), encryptPush(message, VECTOR.keys)];
    expect(one.equals(two)).toBe(false);
    expect(one).toHaveLength(4_096);
    expect(() => encryptPush(Buffer.alloc(MOST_PUSH_BYTES + 1), VECTOR.keys)).toThrow('too long');
  });

  it('has keys of the right form, or none can be encrypted', () => {
    expect(arePushKeys(VECTOR.keys)).toBe(true);
    expect(arePushKeys({ ...VECTOR.keys, auth: 'AAAA' })).toBe(false);
    const off = Buffer.from(VECTOR.keys.p256dh, 'base64url').fill(7, 1).toString('base64url');
    expect(arePushKeys({ ...VECTOR.keys, p256dh: off })).toBe(false);
  });
});

describe('the signature of the sender', () => {
  it('is judged by the example of RFC 8292 and holds for a new pair of keys', () => {
    expect(tokenHolds(TOKEN, TOKEN_KEY)).toBe(true);
    const serverKey = makeServerKey();
    const given = {
      origin: 'https://push.example.net',
      contact: 'mailto:push@example.com',
      now: Date.parse('2026-11-24T01:00:00.000Z'),
    };
    const [, token = '', key = ''] =
      /^vapid t=(\S+), k=(\S+)$/.exec(authorisation(serverKey, given)) ?? [];
    expect(key).toBe(serverKey.publicKey);
    expect(tokenHolds(token, key)).toBe(true);
    expect(tokenHolds(token, TOKEN_KEY)).toBe(false);
    const claims: unknown = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(claims).toEqual({
      aud: 'https://push.example.net',
      exp: given.now / 1_000 + 43_200,
      sub: 'mailto:push@example.com',
    });
  });
});

describe('an address of a push service', () => {
  const sender = createPushSender({
    services: ['push.example.net', '*.notify.example', 'http://127.0.0.1:4999'],
    contact: 'https://dia-ban.example',
  });

  it.each([
    ['https://push.example.net/send/abc', true],
    ['https://eu.notify.example/w/?token=1', true],
    ['http://127.0.0.1:4999/push/1', true],
    ['http://push.example.net/send/abc', false],
    ['https://push.example.net:8443/send/abc', false],
    ['https://push.example.net.evil.example/send', false],
    ['https://notify.example/w', false],
    ['https://evilnotify.example/w', false],
    ['https://user@push.example.net/send', false],
    ['http://127.0.0.1:5000/push/1', false],
    ['https://169.254.169.254/latest/meta-data', false],
    ['file:///etc/passwd', false],
    ['', false],
  ])('%s is allowed: %s', (endpoint, allowed) => {
    expect(sender.allows(endpoint)).toBe(allowed);
  });
});
