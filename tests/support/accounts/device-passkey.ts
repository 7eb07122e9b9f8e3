import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

import { CredentialOptions } from '#server/contract/passkey.ts';

/** Site of a server without a public address, see `siteOf`. */
const SITE = { id: 'localhost', origin: 'http://localhost:3000' };
/** Flags of authenticator data (WebAuthn Level 3, section 6.1): user present, user verified, with a credential. */
const PRESENT = 0x01;
const VERIFIED = 0x04;
const WITH_CREDENTIAL = 0x40;

export type DevicePasskey = ReturnType<typeof devicePasskey>;

/** A device with one passkey (ES256) that counts its signatures, as a security key does. */
export function devicePasskey(site = SITE) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  const id = credentialId.toString('base64url');
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  let counter = 0;

  const authenticatorData = (flags: number, rest: Uint8Array = new Uint8Array()) => {
    const count = Buffer.alloc(4);
    counter += 1;
    count.writeUInt32BE(counter);
    const siteHash = createHash('sha256').update(site.id).digest();
    return Buffer.concat([siteHash, Buffer.from([flags]), count, rest]);
  };
  const clientData = (type: 'webauthn.create' | 'webauthn.get', challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: site.origin, crossOrigin: false }));

  return {
    id,
    /** Makes the credential, as the browser sends it. */
    make(options: unknown) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const key = coseKey(Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url'));
      const made = Buffer.concat([Buffer.alloc(16), length, credentialId, key]);
      const data = authenticatorData(PRESENT | VERIFIED | WITH_CREDENTIAL, made);
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: clientData('webauthn.create', challengeOf(options)).toString('base64url'),
          attestationObject: attestationOf(data).toString('base64url'),
          transports: ['usb'],
        },
      };
    },
    /** Signs a challenge; without a finger, a face or a PIN where `verified` is false. */
    sign(options: unknown, { verified = true } = {}) {
      const client = clientData('webauthn.get', challengeOf(options));
      const data = authenticatorData(verified ? PRESENT | VERIFIED : PRESENT);
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
        },
      };
    },
    /** Sets the counter, as a copy of the device's memory has it. */
    countsFrom(count: number) {
      counter = count;
    },
  };
}

function challengeOf(options: unknown): string {
  return String(CredentialOptions.parse(options).publicKey['challenge']);
}

/** Key in COSE (RFC 9053): a CBOR map of kty 2, alg -7, crv 1, x and y. */
function coseKey(x: Uint8Array, y: Uint8Array): Buffer {
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]);
  return Buffer.concat([
    head,
    Buffer.from([0x21, 0x58, 0x20]),
    x,
    Buffer.from([0x22, 0x58, 0x20]),
    y,
  ]);
}

/** Statement of a device that says nothing of itself: a CBOR map of fmt "none", attStmt {} and authData. */
function attestationOf(data: Uint8Array): Buffer {
  const text = (word: string) =>
    Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
  const length = Buffer.from([0x59, data.length >> 8, data.length & 0xff]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
    length,
    data,
  ]);
}
