import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

import { builtProgram } from './built-program.ts';

export type StartedServer = {
  child: ChildProcessByStdio<null, Readable, Readable>;
  /** Resolves once it serves; fails with its error output when it ends before. */
  ready: Promise<void>;
  /** Resolves at its end, with its exit code and everything it printed. */
  ended: Promise<{ code: unknown; out: string; err: string }>;
};

/**
 * Starts the program, which the caller ends. Its own word that it serves is waited for: on its port, somebody else can
 * answer.
 * @param program another program than the built one, with arguments of Node before it
 */
export function startServer(
  port: number,
  environment: Readonly<Record<string, string | undefined>>,
  program: readonly string[] = [builtProgram('main')],
): StartedServer {
  const child = spawn(process.execPath, program, {
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: undefined,
      DIABAN_SEED: 'none',
      DIABAN_BACKUP_DIR: 'none',
      LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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
