import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';

import type { MiddlewareHandler } from 'hono';

import type { AppEnv } from './environment.ts';

const RANGE = /^bytes=(\d{1,15})-(\d{0,15})$/;

/** Serves the configured PMTiles file; its reader asks for the byte ranges that the view needs. */
export function serveBasemap(path: string): MiddlewareHandler<AppEnv> {
  return async function sendRange(context) {
    const { size, mtimeMs } = await stat(path);
    const common = {
      'content-type': 'application/octet-stream',
      'accept-ranges': 'bytes',
      'cache-control': 'no-cache',
      etag: `"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"`,
    };
    const asked = RANGE.exec(context.req.header('range') ?? '');
    const start = asked === null ? 0 : Number(asked[1]);
    const end = Math.min(asked?.[2] ? Number(asked[2]) : size - 1, size - 1);
    if (start > end) {
      return context.body(null, 416, { ...common, 'content-range': `bytes */${size}` });
    }
    const part = asked !== null;
    const headers = {
      ...common,
      'content-length': String(end - start + 1),
      ...(part && { 'content-range': `bytes ${start}-${end}/${size}` }),
    };
    if (context.req.method === 'HEAD') return context.body(null, 200, headers);
    const stream = Readable.toWeb(createReadStream(path, { start, end }));
    // Node's own type of the same web stream.
    return context.body(stream as ReadableStream, part ? 206 : 200, headers);
  };
}
