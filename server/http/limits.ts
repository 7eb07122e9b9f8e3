import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { MOST_ATTACHMENT_BYTES } from '#server/contract/attachment.ts';
import { AppError } from '#server/contract/problem.ts';

import { factsOf } from './access.ts';
import type { AppEnv } from './environment.ts';

const MEBIBYTE = 1_048_576;
/** Most bytes of a body: of JSON, of a form around a photo or paper, of any other file, of a backup (which the disk limits). */
const MOST_BYTES = {
  json: MEBIBYTE,
  attachment: MOST_ATTACHMENT_BYTES + MEBIBYTE,
  file: 64 * MEBIBYTE,
  backup: 1_048_576 * MEBIBYTE,
};
export type BodySize = keyof typeof MOST_BYTES;

/** Refuses a body that is longer than its route says, see `route()`; nothing behind the limit is read. */
export function bodyLimits(): MiddlewareHandler<AppEnv> {
  const limit = (size: BodySize) =>
    bodyLimit({
      maxSize: MOST_BYTES[size],
      onError() {
        throw new AppError('request.too_large');
      },
    });
  const limits: Readonly<Record<BodySize, MiddlewareHandler<AppEnv>>> = {
    json: limit('json'),
    attachment: limit('attachment'),
    file: limit('file'),
    backup: limitOfStream,
  };
  return function limitBody(context, next) {
    return limits[factsOf(context)?.size ?? 'json'](context, next);
  };
}

/** Judges the length that a body says; `bodyLimit` would hold one that says none in memory. Its handler counts the bytes. */
const limitOfStream: MiddlewareHandler<AppEnv> = async (context, next) => {
  if (Number(context.req.header('content-length') ?? 0) > MOST_BYTES.backup) {
    throw new AppError('request.too_large');
  }
  await next();
};

/**
 * Text that the database could not keep is refused at the door: bytes that are no UTF-8,
 * NUL characters and halves of surrogate pairs, in the address as in a JSON body.
 */
export function wellFormedText(): MiddlewareHandler<AppEnv> {
  return async function readText(context, next) {
    if (!isWellFormedAddress(context.req.url)) throw new AppError('request.malformed');
    const type = context.req.header('content-type') ?? '';
    if (/^application\/([\w.-]+\+)?json/i.test(type)) {
      // Read once here; Hono hands the same bytes to whoever asks for the body later.
      if (!isKeepableJson(await context.req.arrayBuffer())) throw new AppError('request.malformed');
    }
    await next();
  };
}

function isWellFormedAddress(url: string): boolean {
  try {
    return !decodeURIComponent(url.replaceAll('+', ' ')).includes('\0');
  } catch {
    return false;
  }
}

/** Control characters but for tabs and line ends, halves of characters, and marks that turn the order of letters round. */
const UNKEEPABLE = /(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\u202a-\u202e\u2066-\u2069]/u;
/** Such a character as it may stand in JSON, or an escape that could be one. */
const MAY_HIDE = /\\[ubf]|[\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

function isKeepableJson(bytes: ArrayBuffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // Walking the parsed value is only worth it when an escape could hide such a character.
    return !MAY_HIDE.test(text) || isKeepable(JSON.parse(text));
  } catch {
    return false;
  }
}

function isKeepable(value: unknown): boolean {
  if (typeof value === 'string') return !UNKEEPABLE.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, part]) => isKeepable(key) && isKeepable(part));
}
