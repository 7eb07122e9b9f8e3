import { readFileSync } from 'node:fs';

import * as z from 'zod';

/** Strictness of the product where a city may decide. */
export type SecuritySettings = Readonly<{
  /** File with SHA-1 hashes of passwords from breaches, sorted; null: the own list alone. */
  breachedPasswords: string | null;
  /** People whose sign-in needs a second factor: everybody, or only those of roles that decide. */
  secondFactor: 'everybody' | 'deciders';
  /** Minutes without a request of the person after which a session at a desk is over. */
  idleMinutes: number;
  /** The virus scanner (clamd); null: files are not scanned. */
  scanner: ScannerAddress | null;
  /** The secret before the present one: what it has encrypted is encrypted anew at the start. */
  previousSecret: string | null;
  /** Certificate and key (PEM) with which the product itself speaks TLS; null: a proxy of this machine does. */
  tls: Readonly<{ cert: string; key: string }> | null;
}>;

/** A socket of this machine, or a host and a port. */
export type ScannerAddress = Readonly<{ path: string } | { host: string; port: number }>;

const SCANNER = /^(?:unix:(?<path>\/.+)|(?<host>[\w.-]+):(?<port>\d{1,5}))$/;
const IDLE_MINUTES = 60;
const WORKING_DAY_MINUTES = 720;

/** Variables of the environment that make an installation stricter or name its secrets. */
export const SECURITY_VARIABLES = {
  DIABAN_BREACHED_PASSWORDS: z
    .string()
    .min(1)
    .optional()
    .describe(
      'a file of SHA-1 hashes of leaked passwords, sorted (`haveibeenpwned.com` gives it ' +
        'out), beside the own list of 8,000',
    ),
  DIABAN_SECOND_FACTOR: z
    .enum(['everybody', 'deciders'])
    .default('everybody')
    .describe(
      '`deciders`: only roles that decide need a second factor; read the security decisions ' +
        'before',
    ),
  DIABAN_IDLE_MINUTES: z.coerce
    .number()
    .int()
    .min(5)
    .max(WORKING_DAY_MINUTES)
    .default(IDLE_MINUTES)
    .describe(
      'a session ends after so long without a request of its person; for those on the street ' +
        'after four times as long',
    ),
  DIABAN_VIRUS_SCANNER: z
    .string()
    .regex(SCANNER, 'unix:/run/clamav/clamd.ctl, or HOST:3310')
    .optional()
    .describe(
      "ClamAV's `clamd`, which looks through every photo, paper and imported file: " +
        '`unix:/run/clamav/clamd.ctl`, or `HOST:3310`',
    ),
  DIABAN_PREVIOUS_SECRET: z
    .string()
    .min(32)
    .optional()
    .meta({
      description:
        'the secret before a new `DIABAN_SECRET`: at the start what it has encrypted is ' +
        'encrypted anew; people sign in once more and lose nothing',
      secret: true,
    }),
  DIABAN_TLS_CERTIFICATE_FILE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'certificate (PEM): the product then speaks TLS itself, where its proxy runs on another ' +
        'machine; needs `DIABAN_PUBLIC_URL`',
    ),
  DIABAN_TLS_KEY_FILE: z.string().min(1).optional().describe('the key of that certificate (PEM)'),
  DIABAN_SAME_MACHINE_HOSTS: z
    .string()
    .default('')
    .describe(
      'host names, by commas, that stand for this very machine (its other containers): ' +
        'connections to all others must be encrypted',
    ),
} as const;

const Variables = z.object(SECURITY_VARIABLES);
export type SecurityVariables = z.infer<typeof Variables> & {
  DIABAN_PUBLIC_URL?: string | undefined;
};

/** Reads the settings; throws in words where the certificate or its key cannot be read. */
export function securitySettings(given: SecurityVariables): SecuritySettings {
  return {
    breachedPasswords: given.DIABAN_BREACHED_PASSWORDS ?? null,
    secondFactor: given.DIABAN_SECOND_FACTOR,
    idleMinutes: given.DIABAN_IDLE_MINUTES,
    scanner: scannerOf(given.DIABAN_VIRUS_SCANNER),
    previousSecret: given.DIABAN_PREVIOUS_SECRET ?? null,
    tls: tlsOf(given),
  };
}

function scannerOf(address: string | undefined): ScannerAddress | null {
  const { path, host = '', port } = SCANNER.exec(address ?? '')?.groups ?? {};
  if (path !== undefined) return { path };
  return port === undefined ? null : { host, port: Number(port) };
}

function tlsOf(given: SecurityVariables): SecuritySettings['tls'] {
  const { DIABAN_TLS_CERTIFICATE_FILE: certificate, DIABAN_TLS_KEY_FILE: key } = given;
  if (certificate === undefined && key === undefined) return null;
  if (certificate === undefined || key === undefined) {
    throw new Error('DIABAN_TLS_CERTIFICATE_FILE and DIABAN_TLS_KEY_FILE go together');
  }
  if (given.DIABAN_PUBLIC_URL?.startsWith('https:') !== true) {
    throw new Error(
      'DIABAN_TLS_CERTIFICATE_FILE needs DIABAN_PUBLIC_URL, which begins with https://',
    );
  }
  return {
    cert: contentOf('DIABAN_TLS_CERTIFICATE_FILE', certificate),
    key: contentOf('DIABAN_TLS_KEY_FILE', key),
  };
}

function contentOf(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${variable}: ${file} cannot be read`, { cause: error });
  }
}
