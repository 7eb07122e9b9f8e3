import { extname } from 'node:path';

/** Media types of the built files by the ending of their names. */
export const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.pbf': 'application/x-protobuf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const WORTH_ZIPPING = /^(text\/|application\/(json|manifest|wasm|x-protobuf)|image\/svg)/;

/** Ends the name of a file that the build has compressed with Brotli; it lies beside the file itself. */
export const BROTLI_ENDING = '.br';

/** Tests by its name for a file that is smaller when compressed. */
export function isWorthZipping(name: string): boolean {
  return WORTH_ZIPPING.test(TYPES[extname(name)] ?? '');
}
