import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import * as z from 'zod';

import { AppError } from '#server/contract/problem.ts';

import type { AppEnv } from './environment.ts';
import { problemResponse } from './problem-response.ts';

/** Tells if a body names the version of what it changes: `required`, `optional`, or not at all. */
export type VersionPolicy = 'required' | 'optional' | 'none';

/** A tag as {@link tagOf} makes it; the part after the hyphen is not looked at. */
const TAG = /^"(\d{1,9})(?:-[\w-]{1,40})?"$/;
const CHANGED = '.changed_meanwhile';

/** Reads from the schema of a body if it has a field `version`, and if it can be left out. */
export function versionPolicy(schema: unknown): VersionPolicy {
  if (schema instanceof z.ZodPipe) return versionPolicy(schema.def.in);
  if (schema instanceof z.ZodUnion) {
    const options = schema.options.map(versionPolicy);
    return options.every((option) => option === 'required') ? 'required' : 'none';
  }
  if (!(schema instanceof z.ZodObject)) return 'none';
  const field: unknown = schema.shape['version'];
  if (!(field instanceof z.ZodType)) return 'none';
  return field.safeParse(undefined).success ? 'optional' : 'required';
}

/** Makes the tag of one record: its version, and a hash that changes with every byte of the answer. */
export function tagOf(version: number, body: string): string {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12);
  return `"${version}-${hash}"`;
}

/** Gives the answer of one record its ETag, for an `If-Match` later. */
export const tagged: MiddlewareHandler<AppEnv> = async (context, next) => {
  await next();
  if (context.res.status !== 200 || !isJson(context.res.headers)) return;
  const body = await context.res.clone().text();
  const record: unknown = JSON.parse(body);
  if (typeof record !== 'object' || record === null || !('version' in record)) return;
  if (typeof record.version === 'number') context.header('etag', tagOf(record.version, body));
};

/**
 * Takes the version of a write from `If-Match` where the body does not name it. Throws `request.version_missing` where
 * neither does, and answers `request.precondition_failed` where the version of the header is not the present one.
 */
export function readsIfMatch(policy: VersionPolicy): MiddlewareHandler<AppEnv> {
  return async function knowsVersion(context, next) {
    const header = context.req.header('if-match');
    const body = await jsonBody(context);
    if (body === null) return await next();
    if (header === undefined) {
      if (policy === 'required' && body['version'] === undefined) {
        throw new AppError('request.version_missing');
      }
      return await next();
    }
    const version = readTag(header);
    if (body['version'] !== undefined && body['version'] !== version) {
      throw new AppError('request.precondition_failed');
    }
    // Hono hands this text to the validation instead of what was received. It keeps promises, whatever its type says.
    const text: unknown = Promise.resolve(JSON.stringify({ ...body, version }));
    context.req.bodyCache.text = text as string;
    await next();
    const { error } = context;
    if (error instanceof AppError && error.code.endsWith(CHANGED)) {
      context.res = problemResponse(
        new AppError('request.precondition_failed', { parameters: { ...error.parameters } }),
        context,
      );
    }
  };
}

function readTag(header: string): number {
  const [, version] = TAG.exec(header.trim()) ?? [];
  if (version !== undefined) return Number(version);
  throw new AppError('request.invalid', {
    errors: [{ pointer: '/if-match', in: 'header', code: 'invalid_format' }],
  });
}

/** The body where it is an object of JSON; null for everything else, which the validation refuses. */
async function jsonBody(context: Context<AppEnv>): Promise<Record<string, unknown> | null> {
  if (!isJson(context.req.raw.headers)) return null;
  try {
    const body: unknown = JSON.parse(await context.req.text());
    return isRecord(body) ? body : null;
  } catch {
    return null;
  }
}

function isJson(headers: Headers): boolean {
  return /^application\/([\w.-]+\+)?json/i.test(headers.get('content-type') ?? '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
