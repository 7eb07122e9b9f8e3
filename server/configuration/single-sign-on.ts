import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** The OpenID provider of the organisation, as the operator names it. */
export type SingleSignOnSettings = Readonly<{
  issuer: string;
  clientId: string;
  /** Secret of the client, or the PEM of its private key (PKCS #8), by which it signs instead. */
  credential: Readonly<
    { kind: 'secret'; secret: string } | { kind: 'key'; pem: string; id: string | null }
  >;
  /** Name of the provider on the sign-in button. */
  label: string;
  /** Values of `acr` and `amr` that count as a second factor. */
  strongAcr: readonly string[];
  strongAmr: readonly string[];
  /** True where passwords open nothing but emergency accounts. */
  only: boolean;
}>;

const WORDS = z.string().transform((words) => words.split(/[\s,]+/).filter((word) => word !== ''));

/** Variables of the environment that name the provider; all or none of the first two. */
export const SINGLE_SIGN_ON_VARIABLES = {
  DIABAN_OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('the OpenID provider of your office, see `server/deploy/SIGN-ON.md`; `https://`'),
  DIABAN_OIDC_CLIENT_ID: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('name of this client there; goes with the issuer'),
  DIABAN_OIDC_CLIENT_SECRET: z
    .string()
    .min(16)
    .optional()
    .meta({ description: 'its secret, 16 characters or more; or instead:', secret: true }),
  DIABAN_OIDC_PRIVATE_KEY_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('a private key (RSA or EC, PEM, PKCS #8) by which it signs'),
  DIABAN_OIDC_PRIVATE_KEY_ID: z.string().min(1).optional().describe('name of that key (`kid`)'),
  DIABAN_OIDC_LABEL: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .meta({ description: 'name on the button', without: 'host of the issuer' }),
  DIABAN_OIDC_STRONG_ACR: WORDS.default([]).describe(
    'values of `acr` that count as a second factor, by spaces; others ask for ours',
  ),
  DIABAN_OIDC_STRONG_AMR: WORDS.default([]).describe('the same of `amr`'),
  DIABAN_OIDC_ONLY: z
    .enum(['true', 'false'])
    .default('false')
    .describe('`true`: passwords and passkeys alone open nothing but emergency accounts'),
} as const;

const Variables = z.object(SINGLE_SIGN_ON_VARIABLES);
export type SingleSignOnVariables = z.infer<typeof Variables>;

/** Tells in words what is wrong about the variables together; null where nothing is. */
export function whyNotSingleSignOn(given: SingleSignOnVariables): string | null {
  const { DIABAN_OIDC_ISSUER: issuer, DIABAN_OIDC_CLIENT_ID: clientId } = given;
  const secrets = [given.DIABAN_OIDC_CLIENT_SECRET, given.DIABAN_OIDC_PRIVATE_KEY_FILE].filter(
    (secret) => secret !== undefined,
  );
  if (issuer === undefined) {
    const alone = clientId !== undefined || secrets.length > 0 || given.DIABAN_OIDC_ONLY === 'true';
    return alone ? 'DIABAN_OIDC_ISSUER is missing: the other DIABAN_OIDC_… go with it' : null;
  }
  if (clientId === undefined) return 'DIABAN_OIDC_CLIENT_ID goes with DIABAN_OIDC_ISSUER';
  if (secrets.length !== 1) {
    return 'DIABAN_OIDC_ISSUER needs either DIABAN_OIDC_CLIENT_SECRET or DIABAN_OIDC_PRIVATE_KEY_FILE';
  }
  const { protocol, hostname } = new URL(issuer);
  if (protocol === 'http:' && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)) {
    return 'DIABAN_OIDC_ISSUER must begin with https:// (http:// on this machine alone)';
  }
  return null;
}

/** Puts the settings together; null where no provider is named. Throws where the key file cannot be read. */
export function singleSignOnSettings(given: SingleSignOnVariables): SingleSignOnSettings | null {
  const { DIABAN_OIDC_ISSUER: issuer, DIABAN_OIDC_CLIENT_ID: clientId } = given;
  if (issuer === undefined || clientId === undefined) return null;
  return Object.freeze({
    issuer,
    clientId,
    credential: credentialOf(given),
    label: given.DIABAN_OIDC_LABEL ?? new URL(issuer).host,
    strongAcr: given.DIABAN_OIDC_STRONG_ACR,
    strongAmr: given.DIABAN_OIDC_STRONG_AMR,
    only: given.DIABAN_OIDC_ONLY === 'true',
  });
}

function credentialOf(given: SingleSignOnVariables): SingleSignOnSettings['credential'] {
  if (given.DIABAN_OIDC_CLIENT_SECRET !== undefined) {
    return { kind: 'secret', secret: given.DIABAN_OIDC_CLIENT_SECRET };
  }
  const file = given.DIABAN_OIDC_PRIVATE_KEY_FILE ?? '';
  const pem = readKey(file);
  if (!isUsable(pem)) {
    throw new Error(
      `DIABAN_OIDC_PRIVATE_KEY_FILE: ${file} holds no private key in PEM (PKCS #8), RSA or EC`,
    );
  }
  return { kind: 'key', pem, id: given.DIABAN_OIDC_PRIVATE_KEY_ID ?? null };
}

function isUsable(pem: string): boolean {
  if (!pem.includes('-----BEGIN PRIVATE KEY-----')) return false;
  try {
    return /^(rsa|ec)$/.test(createPrivateKey(pem).asymmetricKeyType ?? '');
  } catch {
    return false;
  }
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`DIABAN_OIDC_PRIVATE_KEY_FILE: ${file} cannot be read`, { cause });
  }
}
