import type { NewCredential, PasskeyStep, SignedCredential } from '#server/contract/passkey.ts';

import { call } from './call.ts';
import { api } from './client.ts';

/** The browser gave no passkey: its window was closed, it took too long, or no device here has one. */
export class PasskeyNotUsed extends Error {
  constructor(cause?: unknown) {
    super('no passkey was used', { cause });
    this.name = 'PasskeyNotUsed';
  }
}

/** The options as the server writes them: the JSON of WebAuthn, which the browser reads itself. */
type Options = { publicKey: Record<string, unknown> };

const BARE_ADDRESS = /^[\d.]+$|:/;

/** Tells if this browser can use passkeys at this address: they are bound to a name, and need TLS or `localhost`. */
export function passkeysWork(): boolean {
  return (
    typeof PublicKeyCredential === 'function' &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential &&
    !BARE_ADDRESS.test(location.hostname)
  );
}

/** Signs in by a passkey, alone or after the password. Throws PasskeyNotUsed, `passkey.refused`, `passkey.copied`. */
export async function signInByPasskey(step: PasskeyStep): Promise<void> {
  const options = await call(api.auth.passkey.options.$post({ json: { step } }));
  const credential = await signWithPasskey(options);
  await call(api.auth.passkey['sign-in'].$post({ json: { step, credential } }));
}

/** Lets the person choose a passkey of this or another device, which signs. Throws PasskeyNotUsed. */
export async function signWithPasskey({ publicKey }: Options): Promise<SignedCredential> {
  const read = PublicKeyCredential.parseRequestOptionsFromJSON(publicKey as never);
  return await given(navigator.credentials.get({ publicKey: read }));
}

/** Lets a device make a passkey. Throws PasskeyNotUsed. */
export async function makePasskey({ publicKey }: Options): Promise<NewCredential> {
  const read = PublicKeyCredential.parseCreationOptionsFromJSON(publicKey as never);
  return await given(navigator.credentials.create({ publicKey: read }));
}

async function given<Json>(asked: Promise<Credential | null>): Promise<Json> {
  const credential = await asked.catch((error: unknown) => {
    throw new PasskeyNotUsed(error);
  });
  if (!(credential instanceof PublicKeyCredential)) throw new PasskeyNotUsed();
  // The server judges it field by field.
  const json: unknown = credential.toJSON();
  return json as Json;
}
