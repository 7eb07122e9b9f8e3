import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ensureClientBuilt } from '#server/build/client-build.ts';
import { buildProgram } from '#server/build/program-build.ts';
import { freePort } from '#tests/support/processes/free-port.ts';
import { type StartedServer, startServer } from '#tests/support/processes/start-server.ts';

const STARTED_WITHIN = 120_000;
/** The program as an operator starts it, made by `npm run build`. */
const BUILT = 'dist/program/server/main.js';
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-process-'));
  await ensureClientBuilt(process.cwd());
  await buildProgram(process.cwd());
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function start(port: number): StartedServer {
  const server = startServer(port, { DIABAN_DATA_DIR: folder }, [BUILT]);
  children.push(server.child);
  return server;
}

describe('the process', () => {
  it(
    'says where it is, keeps others off its port and its folder, and stops in order',
    async () => {
      const port = await freePort();
      const first = start(port);
      await first.ready;
      const page = await fetch(`http://127.0.0.1:${port}/`);
      expect(page.headers.get('content-type')).toContain('text/html');

      const second = start(port);
      await expect(second.ready).rejects.toThrow('uses this port');
      const samePort = await second.ended;
      expect(samePort).toMatchObject({ code: 1, out: '' });
      expect(samePort.err.trim().split('\n')).toHaveLength(1);

      const sameFolder = await start(await freePort()).ended;
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
