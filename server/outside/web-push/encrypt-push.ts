import { createECDH, createCipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Keys of a browser's subscription: what is encrypted with them only that browser can read. */
export type PushKeys = {
  /** Public key of the browser on the curve P-256: 65 bytes, not compressed, base64url. */
  p256dh: string;
  /** Secret shared with the browser: 16 bytes, base64url. */
  auth: string;
};

/** Fresh for each message; given only by the test vectors of the RFC. */
export type Drawn = { senderPrivate: Buffer; salt: Buffer };

const CURVE = 'prime256v1';
const RECORD_BYTES = 4_096;
const KEY_BYTES = 65;
const TAG_BYTES = 16;
/** Longest message: push services take 4,096 bytes of body at least, no more for certain (RFC 8030, section 7.2). */
export const MOST_PUSH_BYTES = RECORD_BYTES - (16 + 4 + 1 + KEY_BYTES) - TAG_BYTES - 1;

/**
 * Encrypts a message for one subscription as `aes128gcm` with a single record: RFC 8291 sections 3 and 4, RFC 8188
 * section 2. Throws where the keys are not those of a subscription, or the message is longer than
 * {@link MOST_PUSH_BYTES}.
 * @returns the body of the request to the push service
 */
export function encryptPush(
  message: Buffer,
  { p256dh, auth }: PushKeys,
  drawn: Drawn = draw(),
): Buffer {
  if (message.length > MOST_PUSH_BYTES) throw new Error('the message is too long for a push');
  const receiver = Buffer.from(p256dh, 'base64url');
  const sender = createECDH(CURVE);
  sender.setPrivateKey(drawn.senderPrivate);
  const senderPublic = sender.getPublicKey();
  const shared = sender.computeSecret(receiver);
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), receiver, senderPublic]);
  const input = derive(shared, Buffer.from(auth, 'base64url'), keyInfo, 32);
  const key = derive(input, drawn.salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(input, drawn.salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  // The delimiter 2 says that this record is the last one.
  const record = Buffer.concat([
    cipher.update(message),
    cipher.update(Buffer.of(2)),
    cipher.final(),
  ]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(RECORD_BYTES);
  const header = [drawn.salt, size, Buffer.of(KEY_BYTES), senderPublic];
  return Buffer.concat([...header, record, cipher.getAuthTag()]);
}

/** True where the keys have the form that a browser gives: a point of the curve, and 16 bytes. */
export function arePushKeys({ p256dh, auth }: PushKeys): boolean {
  const receiver = Buffer.from(p256dh, 'base64url');
  if (receiver.length !== KEY_BYTES || Buffer.from(auth, 'base64url').length !== 16) return false;
  const own = createECDH(CURVE);
  own.generateKeys();
  try {
    own.computeSecret(receiver);
    return true;
  } catch {
    return false;
  }
}

function draw(): Drawn {
  const sender = createECDH(CURVE);
  sender.generateKeys();
  return { senderPrivate: sender.getPrivateKey(), salt: randomBytes(16) };
}

function derive(input: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', input, salt, info, bytes));
}
