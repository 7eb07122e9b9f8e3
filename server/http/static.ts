import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import type { MiddlewareHandler } from 'hono';

import { BROTLI_ENDING, isWorthZipping, TYPES } from '#server/build/served-files.ts';

import type { AppEnv } from './environment.ts';

/** Addresses that are none of a page: other rooms of the server, and files that are not there. */
const NO_PAGE = /^(api|ogc|assets|problems|\.well-known)(\/|$)|\.[a-z]{2,5}$/;
const zip = promisify(gzip);

type StaticFile = {
  bytes: Uint8Array<ArrayBuffer>;
  zipped: Uint8Array<ArrayBuffer> | null;
  brotli: Uint8Array<ArrayBuffer> | null;
  etag: string;
  type: string;
};

/**
 * Serves the built client from memory: each file is read and zipped once, when first asked for. Who accepts Brotli
 * gets what the build has compressed with it, a tenth smaller.
 * Only files found in `directory` at the start can be asked for, so no path leads out of it.
 * Any other page address gets index.html, since the browser's router knows what it means. `serveStatic` of
 * @hono/node-server has no ETag, reads every file anew and zips none.
 */
export async function serveClient(directory: string): Promise<MiddlewareHandler<AppEnv>> {
  const files = await listFiles(directory);
  const names = new Set(files.filter((name) => !name.endsWith(BROTLI_ENDING)));
  const loaded = new Map<string, Promise<StaticFile>>();
  const load = (name: string): Promise<StaticFile> => {
    const file = loaded.get(name) ?? loadFile(join(directory, name));
    loaded.set(name, file);
    return file;
  };

  return async function sendFile(context, next) {
    const name = decodedPath(context.req.path);
    const known = names.has(name);
    const page = names.has('index.html') && !NO_PAGE.test(name);
    if (!known && !page) return await next();
    const file = await load(known ? name : 'index.html');
    const headers: Record<string, string> = {
      'content-type': file.type,
      // The bundler puts a hash into the names under assets/; every other name keeps its address.
      'cache-control':
        known && name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: file.etag,
      vary: 'accept-encoding',
    };
    if (context.req.header('if-none-match') === file.etag) return context.body(null, 304, headers);
    const accepts = context.req.header('accept-encoding') ?? '';
    if (file.brotli !== null && /\bbr\b/.test(accepts)) {
      return context.body(file.brotli, 200, { ...headers, 'content-encoding': 'br' });
    }
    if (file.zipped === null || !/\bgzip\b/.test(accepts)) {
      return context.body(file.bytes, 200, headers);
    }
    return context.body(file.zipped, 200, { ...headers, 'content-encoding': 'gzip' });
  };
}

async function listFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(directory, '/').length))
    .map((name) => name.replaceAll('\\', '/'));
}

async function loadFile(path: string): Promise<StaticFile> {
  const bytes = new Uint8Array(await readFile(path));
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const zipped = isWorthZipping(path) ? new Uint8Array(await zip(bytes)) : null;
  const brotli = await readFile(`${path}${BROTLI_ENDING}`).then(
    (read) => new Uint8Array(read),
    () => null,
  );
  return { bytes, zipped, brotli, etag, type };
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path).replace(/^\//, '');
  } catch {
    return '';
  }
}
