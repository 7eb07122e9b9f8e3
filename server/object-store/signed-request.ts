import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { AwsV4Signer } from 'aws4fetch';

import type { ObjectStoreSettings } from '#server/configuration/object-store.ts';

import { StoreError } from './store-error.ts';

export type StoreRequest = {
  method: 'GET' | 'PUT' | 'HEAD' | 'DELETE';
  /** Without the prefix of the installation; empty for the bucket itself. */
  key: string;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  body?: Uint8Array;
  /** SHA-256 of the body, hexadecimal. */
  sha256?: string;
};

const TRIES = 3;
export type Patience = {
  /** Longest time without a byte in either direction, besides what a body needs to be sent. */
  silenceMilliseconds: number;
  /** Longest wait before the second try; twice as long before the third. */
  waitMilliseconds: number;
};
const PATIENCE: Patience = { silenceMilliseconds: 8_000, waitMilliseconds: 300 };
/** A line slower than this is too slow for a store: bytes a millisecond. */
const SLOWEST_BYTES_A_MILLISECOND = 2_000;
const EMPTY_SHA256 = createHash('sha256').update('').digest('hex');
/** Answers that say nothing about the request, which may be sent again as it is. */
const PASSING = new Set([408, 429, 500, 502, 503, 504]);

/** Sends one request and reads its answer by `read`, again where what failed may pass. */
export type SendSigned = <T>(
  request: StoreRequest,
  read: (answer: Response, heard: () => void) => Promise<T>,
) => Promise<T>;

/**
 * Makes the sender of requests with signatures of AWS, version 4, that cover the body by its hash. Follows no
 * redirection. A request that fails in passing (no answer, 429, 5xx, a body that breaks off or has other bytes) is sent
 * three times at most, with growing random waits.
 */
export function signedSender(
  settings: ObjectStoreSettings,
  { silenceMilliseconds, waitMilliseconds }: Patience = PATIENCE,
): SendSigned {
  async function tryOnce<T>(
    request: StoreRequest,
    read: (answer: Response, heard: () => void) => Promise<T>,
  ): Promise<T> {
    const { method, url, headers } = await sign(settings, request);
    const ended = new AbortController();
    const sending = (request.body?.byteLength ?? 0) / SLOWEST_BYTES_A_MILLISECOND;
    const timer = setTimeout(() => ended.abort(), silenceMilliseconds + sending);
    const heard = () => void timer.refresh();
    try {
      const body = (request.body ?? null) as Uint8Array<ArrayBuffer> | null;
      const asked = { method, headers, body, redirect: 'manual', signal: ended.signal } as const;
      const answer = await fetch(url, asked);
      heard();
      if (answer.ok || answer.status === 404) return await read(answer, heard);
      throw await failureOf(answer, request);
    } catch (error) {
      if (error instanceof StoreError) throw error;
      const why = ended.signal.aborted ? 'no answer in time' : reasonOf(error);
      throw new StoreError('unreachable', `${why} to ${method} ${nameOf(request)}`, {
        cause: error,
      });
    } finally {
      clearTimeout(timer);
    }
  }

  return async (request, read) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await tryOnce(request, read);
      } catch (error) {
        const isLast = attempt === TRIES || !(error instanceof StoreError);
        if (isLast || error.kind === 'refused') throw error;
      }
      await pause(waitMilliseconds * attempt * Math.random());
    }
  };
}

async function sign(settings: ObjectStoreSettings, request: StoreRequest) {
  const { key, query = {}, sha256 = EMPTY_SHA256 } = request;
  const path = key === '' ? '' : `/${settings.prefix}${key}`;
  const url = new URL(`${settings.url}/${settings.bucket}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const signed = await new AwsV4Signer({
    method: request.method,
    url: url.href,
    headers: { ...request.headers, 'x-amz-content-sha256': sha256 },
    accessKeyId: settings.keyId,
    secretAccessKey: settings.secret,
    service: 's3',
    region: settings.region,
  }).sign();
  // Unsigned, because proxies change it; a compressed body would have another length.
  signed.headers.set('accept-encoding', 'identity');
  return signed;
}

const MOST_ERROR_CHARACTERS = 10_000;

/** Reads the code that S3 gives in its error document; HEAD has none. */
async function failureOf(answer: Response, request: StoreRequest): Promise<StoreError> {
  const text = (await answer.text()).slice(0, MOST_ERROR_CHARACTERS);
  const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(text)?.[1] ?? 'no code';
  const kind = PASSING.has(answer.status) ? 'unreachable' : 'refused';
  return new StoreError(kind, `${answer.status} (${code}) to ${request.method} ${nameOf(request)}`);
}

/** The object of a request, for messages. */
function nameOf({ key }: StoreRequest): string {
  return key === '' ? 'the list' : key;
}

/** `fetch failed` alone tells nothing: its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
