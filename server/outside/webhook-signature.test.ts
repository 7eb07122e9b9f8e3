import { createHmac } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { drawSecret, signatureOf } from './webhook-signature.ts';

describe('a signature', () => {
  it('is that of Standard Webhooks, one for each secret', () => {
    // The example of https://www.standardwebhooks.com and its libraries.
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const given = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: 1_614_265_330,
      body: '{"test": 2432232314}',
    };
    const expected = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
    expect(signatureOf([secret], given)).toBe(expected);
    const other = drawSecret();
    const key = Buffer.from(other.slice('whsec_'.length), 'base64');
    expect(key).toHaveLength(32);
    const own = createHmac('sha256', key)
      .update(`${given.id}.${given.timestamp}.${given.body}`)
      .digest('base64');
    expect(signatureOf([other, secret], given)).toBe(`v1,${own} ${expected}`);
  });
});
