import * as z from 'zod';

/** An S3-compatible store for photos, papers and the kept copy of the points, as the operator names it. */
export type ObjectStoreSettings = Readonly<{
  /** Address of the service without the bucket, which follows as the first part of each path. */
  url: string;
  bucket: string;
  region: string;
  keyId: string;
  secret: string;
  /** Begins every key, so that several installations may share a bucket; empty or ends with a slash. */
  prefix: string;
}>;

/** Variables of the environment that name the store; none, or all but region and prefix. */
export const OBJECT_STORE_VARIABLES = {
  DIABAN_STORE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'an S3-compatible store for new photos and papers and the kept copy of the points; ' +
        '`https://`, also `http://` on this machine',
    ),
  DIABAN_STORE_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'a name of 3 to 63 letters, digits, dots, hyphens')
    .optional()
    .describe('its bucket; goes with the address'),
  DIABAN_STORE_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('us-east-1')
    .describe('region of the bucket'),
  DIABAN_STORE_KEY_ID: z
    .string()
    .min(3)
    .max(200)
    .optional()
    .describe('the key that may read, write, list and remove in it; goes with the address'),
  DIABAN_STORE_SECRET: z
    .string()
    .min(8)
    .optional()
    .meta({ description: 'the secret of that key', secret: true }),
  DIABAN_STORE_PREFIX: z
    .string()
    .regex(/^(?:[A-Za-z0-9_-]+\/)*$/, 'folders of letters, digits and hyphens, each ending with /')
    .default('')
    .describe("folders in the bucket that are this installation's alone, `dia-ban/`"),
} as const;

const Variables = z.object(OBJECT_STORE_VARIABLES);
export type ObjectStoreVariables = z.infer<typeof Variables>;

/** Tells in words what is wrong about the variables together; null where nothing is. */
export function whyNotObjectStore(given: ObjectStoreVariables): string | null {
  const { DIABAN_STORE_URL: url, ...others } = given;
  const parts = [
    others.DIABAN_STORE_BUCKET,
    others.DIABAN_STORE_KEY_ID,
    others.DIABAN_STORE_SECRET,
  ];
  if (url === undefined) {
    const alone = parts.some((part) => part !== undefined);
    return alone ? 'DIABAN_STORE_URL is missing: the other DIABAN_STORE_… go with it' : null;
  }
  if (parts.includes(undefined)) {
    return (
      'DIABAN_STORE_URL needs DIABAN_STORE_BUCKET, DIABAN_STORE_KEY_ID, and DIABAN_STORE_SECRET or ' +
      'DIABAN_STORE_SECRET_FILE'
    );
  }
  const { protocol, hostname, username, password, search, hash } = new URL(url);
  if (username !== '' || password !== '' || search !== '' || hash !== '') {
    return 'DIABAN_STORE_URL holds the address alone: key and secret have variables of their own';
  }
  if (protocol === 'http:' && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)) {
    return 'DIABAN_STORE_URL must begin with https:// (http:// on this machine alone)';
  }
  return null;
}

/** Puts the settings together; null where no store is named. */
export function objectStoreSettings(given: ObjectStoreVariables): ObjectStoreSettings | null {
  const {
    DIABAN_STORE_URL: url,
    DIABAN_STORE_BUCKET: bucket,
    DIABAN_STORE_KEY_ID: keyId,
    DIABAN_STORE_SECRET: secret,
  } = given;
  if (url === undefined || bucket === undefined || keyId === undefined || secret === undefined) {
    return null;
  }
  return Object.freeze({
    url: url.endsWith('/') ? url.slice(0, -1) : url,
    bucket,
    region: given.DIABAN_STORE_REGION,
    keyId,
    secret,
    prefix: given.DIABAN_STORE_PREFIX,
  });
}
