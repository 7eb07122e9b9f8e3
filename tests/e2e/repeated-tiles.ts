import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';

import type { Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';

import type { rememberTiles } from '#client/map/clusters/remembered-tiles.ts';
import { PROJECT_ROOT } from '#server/program.ts';

declare global {
  interface Window {
    remembering: { rememberTiles: typeof rememberTiles };
  }
}

const TILES = 40;
const TILE_BYTES = 30_000;
const ROUNDS = 15;
const TAG = '"unchanged"';

/**
 * Measures how long a page waits for tiles that have not changed, in milliseconds each: kept by the browser's own cache,
 * and kept in memory with their tags, in turn.
 */
export async function timeRepeatedTiles(
  page: Page,
): Promise<{ cache: number[]; memory: number[] }> {
  const server = createServer(answerTile).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  await page.goto(`http://127.0.0.1:${address.port}/`);
  await page.addScriptTag({ content: await rememberedTiles() });
  const times = await page.evaluate(
    async ({ tiles, rounds }) => {
      const memory = window.remembering.rememberTiles();
      const ways = {
        cache: async (path: string) =>
          (await fetch(`/cache${path}`, { credentials: 'same-origin' })).arrayBuffer(),
        memory: (path: string) => memory.fetch(`/memory${path}`, new AbortController().signal),
      };
      const waited = { cache: [] as number[], memory: [] as number[] };
      for (let round = 0; round < rounds; round += 1) {
        for (let tile = 0; tile < tiles; tile += 1) {
          for (const way of ['cache', 'memory'] as const) {
            const begun = performance.now();
            await ways[way](`/${tile}`);
            if (round > 0) waited[way].push(performance.now() - begun);
          }
        }
      }
      return waited;
    },
    { tiles: TILES, rounds: ROUNDS },
  );
  server.close();
  return times;
}

/** Tiles under `/cache` are for the browser to keep and to ask about; those under `/memory` are kept by nobody. */
function answerTile(asked: IncomingMessage, answer: ServerResponse): void {
  const path = asked.url ?? '/';
  if (!/^\/(cache|memory)\//.test(path)) {
    answer.writeHead(path === '/' ? 200 : 404, { 'content-type': 'text/html' }).end();
    return;
  }
  const keeps = path.startsWith('/cache/') ? 'private, no-cache' : 'no-store';
  const headers = { etag: TAG, 'cache-control': keeps };
  if (asked.headers['if-none-match'] === TAG) answer.writeHead(304, headers).end();
  else answer.writeHead(200, headers).end(Buffer.alloc(TILE_BYTES, path));
}

/** The product's memory of tiles as a script for a page. */
async function rememberedTiles(): Promise<string> {
  const built = await build({
    configFile: false,
    root: PROJECT_ROOT,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: join(PROJECT_ROOT, 'client/map/clusters/remembered-tiles.ts'),
        formats: ['iife'],
        name: 'remembering',
      },
    },
  });
  const [first] = Array.isArray(built) ? built : [built as Rolldown.RolldownOutput];
  const chunk = first?.output[0];
  if (chunk?.type !== 'chunk') throw new Error('nothing was built');
  return chunk.code;
}
