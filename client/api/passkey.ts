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

type Raw = Uint8Array<ArrayBuffer>;

/** 32 bytes that a passkey alone can make of a salt (PRF of WebAuthn), and its id. They leave the device never. */
export type PasskeyAnswer = { credential: Raw; bits: Raw };

/**
 * Signs in by a passkey, alone or after the password. Throws PasskeyNotUsed, `passkey.refused`, `passkey.copied`.
 * @param salt asked of the passkey besides; null is given where it cannot answer
 */
export async function signInByPasskey(step: PasskeyStep, salt: Raw): Promise<PasskeyAnswer | null> {
  const { publicKey } = await call(api.auth.passkey.options.$post({ json: { step } }));
  const read = PublicKeyCredential.parseRequestOptionsFromJSON(publicKey as never);
  const extensions = { ...read.extensions, prf: { eval: { first: salt } } };
  const signed = await given(navigator.credentials.get({ publicKey: { ...read, extensions } }));
  const credential = forServer<SignedCredential>(signed);
  await call(api.auth.passkey['sign-in'].$post({ json: { step, credential } }));
  return answerOf(signed);
}

/** Asks a passkey of this device for its answer to a salt, without a network and for nobody else. Throws PasskeyNotUsed. */
export async function askPasskey(salt: Raw, credential: Raw): Promise<PasskeyAnswer | null> {
  const publicKey = {
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    allowCredentials: [{ type: 'public-key' as const, id: credential }],
    // As at the sign-in: with and without it a passkey gives different answers.
    userVerification: 'required' as const,
    extensions: { prf: { eval: { first: salt } } },
  };
  return answerOf(await given(navigator.credentials.get({ publicKey })));
}

/** Lets the person choose a passkey of this or another device, which signs. Throws PasskeyNotUsed. */
export async function signWithPasskey({ publicKey }: Options): Promise<SignedCredential> {
  const read = PublicKeyCredential.parseRequestOptionsFromJSON(publicKey as never);
  return forServer(await given(navigator.credentials.get({ publicKey: read })));
}

/** Lets a device make a passkey, which answers salts too where it can. Throws PasskeyNotUsed. */
export async function makePasskey({ publicKey }: Options): Promise<NewCredential> {
  const read = PublicKeyCredential.parseCreationOptionsFromJSON(publicKey as never);
  const extensions = { ...read.extensions, prf: {} };
  return forServer(
    await given(navigator.credentials.create({ publicKey: { ...read, extensions } })),
  );
}

async function given(asked: Promise<Credential | null>): Promise<PublicKeyCredential> {
  const credential = await asked.catch((error: unknown) => {
    throw new PasskeyNotUsed(error);
  });
  if (!(credential instanceof PublicKeyCredential)) throw new PasskeyNotUsed();
  return credential;
}

/** A credential as the server judges it field by field, without its answer to a salt. */
function forServer<Json>(credential: PublicKeyCredential): Json {
  const json: unknown = { ...credential.toJSON(), clientExtensionResults: {} };
  return json as Json;
}

function answerOf(credential: PublicKeyCredential): PasskeyAnswer | null {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (first === undefined) return null;
  // Asked for as bytes, it comes as bytes.
  const bits = new Uint8Array(first as ArrayBuffer);
  return { credential: new Uint8Array(credential.rawId), bits };
}
