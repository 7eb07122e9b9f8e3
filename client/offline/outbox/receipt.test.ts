import { createHash } from 'node:crypto';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { beforeAll, expect, it } from 'vitest';

import { receiptReader, type ReceiptKey } from './receipt.ts';

const SENT = { key: 'k-1', path: '/api/handovers/7/confirm', body: '{"a":"ă"}' };
const CLAIM = {
  key: 'k-1',
  operation: 'POST /api/handovers/7/confirm',
  body: createHash('sha256').update(SENT.body).digest('hex'),
};

type Signer = { public: ReceiptKey; sign: (claim: object, more?: object) => Promise<string> };
async function signer(kid: string): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const jwk = await exportJWK(publicKey);
  return {
    public: { ...jwk, kid, alg: 'EdDSA', use: 'sig' } as ReceiptKey,
    sign: (claim, more = {}) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(claim)))
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'diaban-receipt', ...more })
        .sign(privateKey),
  };
}

let ours: Signer;
let next: Signer;
let asked: boolean[];
beforeAll(async () => {
  [ours, next] = await Promise.all([signer('ours'), signer('next')]);
});

/** Reads a receipt on a device that keeps our key; asked anew, the server names the next one too. */
async function read(receipt: string | null): Promise<string | null> {
  asked = [];
  const reader = receiptReader(async (anew) => {
    asked.push(anew);
    return anew ? [ours.public, next.public] : [ours.public];
  });
  const headers: HeadersInit = receipt === null ? {} : { 'diaban-receipt': receipt };
  return await reader(new Response('{}', { headers }), SENT);
}

it('a receipt of this very write by a key of the installation is taken, and no key is asked for', async () => {
  const receipt = await ours.sign(CLAIM);
  expect(await read(receipt)).toBe(receipt);
  expect(asked).toEqual([false]);
});

it('a receipt by a newer key is taken once the server has named that key', async () => {
  const receipt = await next.sign(CLAIM);
  expect(await read(receipt)).toBe(receipt);
  expect(asked).toEqual([false, true]);
});

it('a receipt of another body, key or address is none', async () => {
  const other = [
    { ...CLAIM, body: createHash('sha256').update('{}').digest('hex') },
    { ...CLAIM, key: 'k-2' },
    { ...CLAIM, operation: 'POST /api/handovers/8/confirm' },
    {},
  ];
  for (const claim of other) expect(await read(await ours.sign(claim))).toBeNull();
});

it('a receipt that is forged, cut off, of another kind or by an unknown key is none', async () => {
  const stranger = await signer('stranger');
  const posing = await signer('ours');
  const whole = await ours.sign(CLAIM);
  const [head, payload] = whole.split('.');
  const bad = [
    null,
    '',
    'a.b.c',
    `${head}.${payload}.`,
    whole.slice(0, -4),
    `${head}.${btoa(JSON.stringify(CLAIM))}.${whole.split('.')[2]}x`,
    await stranger.sign(CLAIM),
    await posing.sign(CLAIM),
    await ours.sign(CLAIM, { typ: 'diaban-log-head' }),
  ];
  const read_ = await Promise.all(bad.map((one) => read(one).catch(() => null)));
  expect(read_).toEqual(bad.map(() => null));
});
