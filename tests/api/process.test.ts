import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ensureClientBuilt } from '#server/http/client-build.ts';

const STARTED_WITHIN = 120_000;
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-process-'));
  await ensureClientBuilt(process.cwd());
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function startServer(port: number) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: undefined,
      DIABAN_DATA_DIR: folder,
      DIABAN_SEED: 'none',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const ended = once(child, 'exit').then(([code]: unknown[]) => ({ code, ...said }));
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => {
      if (said.out.includes('Ctrl+C')) resolve();
    });
    ended.then(({ err }) => reject(new Error(err)), reject);
  });
  ready.catch(() => undefined);
  return { child, ended, ready };
}

describe('the process', () => {
  it(
    'says where it is, keeps others off its port and its folder, and stops in order',
    async () => {
      const port = await freePort();
      const first = startServer(port);
      await first.ready;
      const page = await fetch(`http://127.0.0.1:${port}/`);
      expect(page.headers.get('content-type')).toContain('text/html');

      const samePort = await startServer(port).ended;
      expect(samePort).toMatchObject({ code: 1, out: '' });
      expect(samePort.err.trim().split('\n')).toHaveLength(1);

      const sameFolder = await startServer(await freePort()).ended;
      expect(sameFolder).toMatchObject({ code: 1, out: '' });
      expect(sameFolder.err).toContain('DIABAN_DATA_DIR');
      expect(sameFolder.err).not.toContain('    at ');

      first.child.kill('SIGTERM');
      const { code, out, err } = await first.ended;
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain(`http://127.0.0.1:${port}`);
    },
    STARTED_WITHIN,
  );
});
