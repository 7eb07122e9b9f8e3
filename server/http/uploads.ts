import { createHash, type Hash } from 'node:crypto';

import type { Context, MiddlewareHandler } from 'hono';

import { AppError, type ProblemCode } from '#server/contract/problem.ts';

import { AtOnce } from './at-once.ts';
import type { AppEnv } from './environment.ts';
import type { BodySize } from './limits.ts';
import { readMultipart, type Part } from './multipart.ts';

/** Files of one account that arrive or are read at the same time: repeated previews, or the photos of a round. */
const MOST_AT_ONCE = 3;
const RETRY_SECONDS = 5;

/** Problems of a route that waits for the reading of its file, besides those of the reader. */
export const READING_PROBLEMS = [
  'file.took_too_long',
  'file.too_large',
  'file.reading_failed',
  'file.readers_busy',
] as const satisfies readonly ProblemCode[];

type FileSize = Exclude<BodySize, 'json' | 'backup'>;
const UNDER_WAY: Readonly<Record<FileSize, AtOnce>> = {
  file: new AtOnce(MOST_AT_ONCE),
  attachment: new AtOnce(MOST_AT_ONCE),
};

/** A file as it arrived. Its content is not copied into a Blob: reading one takes longer than the network. */
class ReceivedFile extends File {
  readonly #content: Buffer;

  constructor({ content, fileName, mediaType }: Part) {
    super([], fileName ?? '', { type: mediaType });
    this.#content = content;
  }

  override get size(): number {
    return this.#content.length;
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteLength } = this.#content;
    const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
    return isWhole ? buffer : new Uint8Array(this.#content).buffer;
  }
}

/** The received form of a request: SHA-256 of its content, and the refusal if it cannot be used. */
export type ReceivedForm = { hash: string; refusal: AppError | null };

/**
 * Reads the form of a request once, as it arrives, and leaves it where Hono looks for it.
 * @returns the form with a hash that does not depend on its encoding; null for another kind of body
 */
export async function receiveForm(context: Context<AppEnv>): Promise<ReceivedForm | null> {
  const known = context.get('form') as ReceivedForm | undefined;
  if (known !== undefined) return known;
  const type = context.req.header('content-type') ?? '';
  const { body } = context.req.raw;
  if (!/^multipart\/form-data\s*;/i.test(type) || body === null) return null;
  const received = await receive(context, body, type);
  context.set('form', received);
  return received;
}

async function receive(
  context: Context<AppEnv>,
  body: AsyncIterable<Uint8Array>,
  type: string,
): Promise<ReceivedForm> {
  const seen = createHash('sha256');
  try {
    const parts = await readMultipart(hashing(body, seen), type);
    const form = new FormData();
    for (const part of parts) {
      if (part.fileName === null) form.append(part.name, part.content.toString('utf8'));
      else form.append(part.name, new ReceivedFile(part));
    }
    context.req.bodyCache.formData = form;
    return { hash: hashOf(parts), refusal: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { hash: seen.digest('hex'), refusal: error };
  }
}

async function* hashing(body: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const block of body) {
    hash.update(block);
    yield block;
  }
}

function hashOf(parts: readonly Part[]): string {
  const said = parts.map(({ name, fileName, sha256 }) => [name, fileName, sha256]);
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/**
 * Receives the file of a request, for one account at most three at a time. Comes after `guard`: without the right to
 * hand in a file nobody gets to send one. Throws the errors of reading the form. For one file too many it throws
 * `import.already_running`, or `request.too_many` where files are sent one by one and can be sent again.
 */
export function uploads(size: FileSize): MiddlewareHandler<AppEnv> {
  return async function takeIn(context, next) {
    const leave = enter(size, context.get('actor').accountId);
    context.set('uploadEnded', leave);
    // A sender who went away must not block the next attempt.
    context.req.raw.signal.addEventListener('abort', leave);
    try {
      const refusal = (await receiveForm(context))?.refusal ?? null;
      if (refusal !== null) throw refusal;
      await scanFiles(context);
      await next();
    } finally {
      if (!context.get('uploadStreams')) leave();
    }
  };
}

/** Takes one of the account's places; returns a function that frees it. */
function enter(size: FileSize, accountId: string): () => void {
  const leave = UNDER_WAY[size].enter(accountId);
  if (leave !== null) return leave;
  throw size === 'file'
    ? new AppError('import.already_running')
    : new AppError('request.too_many', { parameters: { seconds: RETRY_SECONDS } });
}

/** Reads an uploaded file; of its name what may be kept and shown: NFC, one line, at most 200 characters. */
export async function readUpload(
  file: File,
): Promise<{ fileName: string; bytes: Uint8Array<ArrayBuffer> }> {
  const fileName = file.name
    .normalize('NFC')
    .slice(0, 200)
    .replaceAll(/[\p{Cc}\p{Surrogate}]/gu, '');
  return { fileName, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** Has every file of a form looked through, where the operator has a scanner. Throws `file.malicious`, `file.not_scanned`. */
async function scanFiles(context: Context<AppEnv>): Promise<void> {
  const { scanner, log } = context.get('deps');
  if (scanner === null) return;
  for (const value of (await context.req.formData()).values()) {
    if (typeof value === 'string') continue;
    const scanned = await scanner.scan(new Uint8Array(await value.arrayBuffer()));
    if (scanned.outcome === 'clean') continue;
    const { accountId } = context.get('actor');
    log.warn({ ...scanned, accountId }, 'a file was refused because of what the scanner says');
    throw new AppError(scanned.outcome === 'malicious' ? 'file.malicious' : 'file.not_scanned');
  }
}
