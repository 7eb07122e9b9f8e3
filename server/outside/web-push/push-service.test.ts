import { createECDH, randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { createPushSender } from './push-service.ts';
import { makeServerKey } from './server-key.ts';

const CONTACT = 'mailto:van-hanh@co-quan.example';
const SERVICES = ['push.example', '*.notify.example', 'http://127.0.0.1:9000'];
const ENDPOINT = 'https://push.example/abc';

function browserKeys() {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return {
    p256dh: pair.getPublicKey('base64url'),
    auth: randomBytes(16).toString('base64url'),
  };
}

/** Sends a message to a service that answers with a status. */
async function sent(status: number, { endpoint = ENDPOINT, urgent = false } = {}) {
  const asked: { address: string; init: RequestInit }[] = [];
  const sender = createPushSender({ services: SERVICES, contact: CONTACT }, async (to, init) => {
    asked.push({ address: to instanceof Request ? to.url : to.toString(), init: init ?? {} });
    return new Response('said', { status });
  });
  const target = { endpoint, ...browserKeys() };
  const message = { target, serverKey: makeServerKey(), payload: { title: 'x' }, urgent, now: 0 };
  const outcome = await sender.send(message).catch((error: unknown) => String(error));
  return { outcome, asked };
}

describe('the services that are pushed to', () => {
  const sender = createPushSender({ services: SERVICES, contact: CONTACT });

  it('are those that the operator names, those below a star, and whole origins of this machine', () => {
    const allowed = [ENDPOINT, 'https://hanoi.notify.example/x', 'http://127.0.0.1:9000/x'];
    expect(allowed.filter((endpoint) => sender.allows(endpoint))).toEqual(allowed);
  });

  it.each([
    'http://push.example/abc',
    'https://push.example:444/abc',
    'https://user@push.example/abc',
    'https://evil-push.example/abc',
    'https://push.example.evil.example/abc',
    'https://notify.example/abc',
    'https://evilnotify.example/abc',
    'http://127.0.0.1:9001/x',
    'push.example',
  ])('are not %s', (endpoint) => {
    expect(sender.allows(endpoint)).toBe(false);
  });
});

describe('a message for a browser', () => {
  it('is taken over, kept for a day, and wakes a phone only where it is urgent', async () => {
    const { outcome, asked } = await sent(201);
    expect(outcome).toBe('sent');
    const [{ address, init } = { address: '', init: {} }] = asked;
    expect(address).toBe(ENDPOINT);
    expect(init).toMatchObject({
      method: 'POST',
      redirect: 'error',
      headers: { 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'normal' },
    });
    const urgent = await sent(201, { urgent: true });
    expect(urgent.asked[0]?.init.headers).toMatchObject({ urgency: 'high' });
  });

  it('finds its subscription gone by 404 and 410, and by an address that is not allowed', async () => {
    expect((await sent(404)).outcome).toBe('gone');
    expect((await sent(410)).outcome).toBe('gone');
    const foreign = await sent(201, { endpoint: 'https://elsewhere.example/' });
    expect(foreign).toEqual({ outcome: 'gone', asked: [] });
  });

  it('is tried again after any other answer', async () => {
    for (const status of [400, 403, 413, 429, 500]) {
      expect((await sent(status)).outcome).toContain(`the push service answered ${status}`);
    }
  });
});
