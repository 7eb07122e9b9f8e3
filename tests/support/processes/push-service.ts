import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { portOf } from './listening-port.ts';

/** A message as a browser reads it after its push service has handed it over. */
export type PushedMessage = {
  path: string;
  payload: { title: string; lines: string[]; address: string };
  ttl: string | undefined;
  urgency: string | undefined;
  /** Claims of the sender's token, whose signature was found to hold. */
  claims: { aud: string; exp: number; sub: string };
};

/** A browser that has subscribed at the service. */
export type TestBrowser = { endpoint: string; p256dh: string; auth: string };

export type PushService = {
  origin: string;
  received: PushedMessage[];
  /** `take`: 201; `gone`: 410; `busy`: 503. */
  behave(how: 'take' | 'gone' | 'busy'): void;
  /** Subscribes a browser, whose messages the service can read since it made its keys; its address may end so. */
  browser(ending?: string): TestBrowser;
  stop(): Promise<void>;
};

const STATUS = { take: 201, gone: 410, busy: 503 } as const;
type OwnKeys = { private: Buffer; public: Buffer; auth: Buffer };

/** A push service on this machine that reads what it is given, as the browser would: RFC 8030, 8291 and 8292. */
export async function startPushService(): Promise<PushService> {
  const browsers = new Map<string, OwnKeys>();
  const received: PushedMessage[] = [];
  let manner: keyof typeof STATUS = 'take';
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const keys = browsers.get(request.url ?? '');
      if (manner === 'take' && keys !== undefined) received.push(messageOf(request, body, keys));
      response.writeHead(keys === undefined ? 404 : STATUS[manner]).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${portOf(server)}`;
  return {
    origin,
    received,
    behave(how) {
      manner = how;
    },
    browser(ending = '') {
      const pair = createECDH('prime256v1');
      pair.generateKeys();
      const keys = {
        private: pair.getPrivateKey(),
        public: pair.getPublicKey(),
        auth: randomBytes(16),
      };
      const path = `/send/${randomBytes(8).toString('hex')}${ending}`;
      browsers.set(path, keys);
      return {
        endpoint: `${origin}${path}`,
        p256dh: keys.public.toString('base64url'),
        auth: keys.auth.toString('base64url'),
      };
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** True where the ES256 signature of a token holds for a public key (raw point, base64url). */
export function tokenHolds(token: string, publicKey: string): boolean {
  const [head, claims, signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  const signed = Buffer.from(`${head}.${claims}`);
  const given = Buffer.from(signature, 'base64url');
  return verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, given);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function messageOf(request: IncomingMessage, body: Buffer, keys: OwnKeys): PushedMessage {
  const [, token = '', key = ''] =
    /^vapid t=(\S+), k=(\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (!tokenHolds(token, key)) throw new Error('the signature of the sender does not hold');
  if (request.headers['content-encoding'] !== 'aes128gcm') throw new Error('not encrypted');
  return {
    path: request.url ?? '',
    payload: JSON.parse(decrypt(body, keys).toString()),
    ttl: request.headers['ttl']?.toString(),
    urgency: request.headers['urgency']?.toString(),
    claims: JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()),
  };
}

/** Reads a body of one record from the browser's side: RFC 8291, section 3.4. */
function decrypt(body: Buffer, keys: OwnKeys): Buffer {
  const salt = body.subarray(0, 16);
  const senderPublic = body.subarray(21, 21 + (body[20] ?? 0));
  const record = body.subarray(21 + senderPublic.length);
  const own = createECDH('prime256v1');
  own.setPrivateKey(keys.private);
  const derive = (input: Buffer, with_: Buffer, info: Buffer, bytes: number) =>
    Buffer.from(hkdfSync('sha256', input, with_, info, bytes));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.public, senderPublic]);
  const input = derive(own.computeSecret(senderPublic), keys.auth, info, 32);
  const key = derive(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2));
}
