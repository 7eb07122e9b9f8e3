import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { MOST_ATTACHMENT_BYTES } from '#server/contract/attachment.ts';
import { AppError } from '#server/contract/problem.ts';

import type { AppEnv } from './environment.ts';

const MEBIBYTE = 1_048_576;
const JSON_BYTES = MEBIBYTE;
const FILE_BYTES = 64 * MEBIBYTE;
/** A photo or paper, and the fields of the form around it. */
const ATTACHMENT_BYTES = MOST_ATTACHMENT_BYTES + MEBIBYTE;
const ATTACHMENT_ROUTE = /^\/api\/attachments$/;
/** Where files are uploaded: boundaries, lists of points, gazetteers, roads, former names of communes. */
const FILE_ROUTES =
  /^\/api\/((boundaries|point-imports|tip-imports|inspection-object-imports|gazetteers|roads)(\/preview)?|communes\/former-names)$/;

/** Bodies end at 1 MiB, of photos at 21 MiB, of other files at 64 MiB; longer ones are not read. */
export function bodyLimits(): MiddlewareHandler<AppEnv> {
  const onError = (): never => {
    throw new AppError('request.too_large');
  };
  const small = bodyLimit({ maxSize: JSON_BYTES, onError });
  const large = bodyLimit({ maxSize: FILE_BYTES, onError });
  const middle = bodyLimit({ maxSize: ATTACHMENT_BYTES, onError });
  return function limitBody(context, next) {
    const { path } = context.req;
    if (ATTACHMENT_ROUTE.test(path)) return middle(context, next);
    return FILE_ROUTES.test(path) ? large(context, next) : small(context, next);
  };
}

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
