import * as z from 'zod';

import { IsoInstant } from './time.ts';
import { Words } from './words.ts';

/** Most passkeys of one account. */
export const MOST_PASSKEYS = 10;
const LONGEST_NAME = 60;
/** Far above what a device writes: a key of RSA and a statement about the device take some thousand characters. */
const LONGEST_PART = 20_000;
const Part = z
  .string()
  .min(1)
  .max(LONGEST_PART)
  .regex(/^[\w-]+$/, { error: 'base64url' });

/** A passkey on record. */
export const Passkey = z
  .object({
    id: z.int(),
    name: z.string(),
    /** True where the maker of the device gives it to the person's other devices too. */
    backedUp: z.boolean(),
    createdAt: IsoInstant,
    lastUsedAt: IsoInstant.nullable(),
    /** Time when its counter went back, which a copied key shows; it opens nothing from then on. */
    copiedAt: IsoInstant.nullable(),
  })
  .meta({ id: 'Passkey' });
export type Passkey = z.infer<typeof Passkey>;

export const PasskeyList = z
  .object({
    items: z.array(Passkey),
    /** False where the server is reached by a bare address: browsers bind a passkey to a name. */
    available: z.boolean(),
  })
  .meta({ id: 'PasskeyList' });
export type PasskeyList = z.infer<typeof PasskeyList>;

/** Proof of the person: the code where a second factor is on, else the password. */
export const OwnProof = z
  .strictObject({
    password: z.string().min(1).max(1000).optional(),
    /** Six digits of the authenticator, or a backup code. */
    code: z.string().trim().min(4).max(40).optional(),
  })
  .meta({ id: 'OwnProof', example: { password: 'diaban-demo' } });
export type OwnProof = z.infer<typeof OwnProof>;

/** Options that the browser's `navigator.credentials` takes, in its JSON form (WebAuthn Level 3, section 5.1). */
export const CredentialOptions = z
  .object({ publicKey: z.record(z.string(), z.unknown()) })
  .meta({ id: 'CredentialOptions' });
export type CredentialOptions = z.infer<typeof CredentialOptions>;

const credential = {
  id: Part,
  rawId: Part,
  type: z.literal('public-key'),
};

/** New credential as `PublicKeyCredential.toJSON()` writes it; what else the browser writes is not read. */
const NewCredential = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: Part,
      attestationObject: Part,
      transports: z.array(z.string().max(30)).max(10).default([]),
    }),
  })
  .meta({ id: 'NewCredential' });
export type NewCredential = z.infer<typeof NewCredential>;

/** Signature of a passkey as `PublicKeyCredential.toJSON()` writes it. */
export const SignedCredential = z
  .object({
    ...credential,
    response: z.object({ clientDataJSON: Part, authenticatorData: Part, signature: Part }),
  })
  .meta({ id: 'SignedCredential' });
export type SignedCredential = z.infer<typeof SignedCredential>;

/** Proof that the person is there before an act that decides: by a passkey, else as {@link OwnProof}. */
export const ConfirmAgain = OwnProof.extend({ credential: SignedCredential.optional() }).meta({
  id: 'ConfirmAgain',
  example: { code: '123456' },
});
export type ConfirmAgain = z.infer<typeof ConfirmAgain>;

export const NewPasskey = z
  .object({ name: Words(LONGEST_NAME).min(1), credential: NewCredential })
  .meta({ id: 'NewPasskey' });
export type NewPasskey = z.infer<typeof NewPasskey>;

/** Use of a passkey at sign-in: alone, or in the place of the code after a password. */
export const PasskeyStep = z.enum(['alone', 'second']).meta({ id: 'PasskeyStep' });
export type PasskeyStep = z.infer<typeof PasskeyStep>;

export const AskForPasskey = z
  .object({ step: PasskeyStep })
  .meta({ id: 'AskForPasskey', example: { step: 'alone' } });

export const PasskeySignIn = z
  .object({ step: PasskeyStep, credential: SignedCredential })
  .meta({ id: 'PasskeySignIn' });
export type PasskeySignIn = z.infer<typeof PasskeySignIn>;
