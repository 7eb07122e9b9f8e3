import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

import { builtProgram } from './built-program.ts';

export type StartedServer = {
  child: ChildProcess;
  /** Resolves once it serves; fails with its error output when it ends before. */
  ready: Promise<void>;
  /** Resolves at its end, with its exit code and everything it printed. */
  ended: Promise<{ code: unknown; out: string; err: string }>;
};

/** Starts the program, or another that is named. The caller ends it. */
export function startServer(
  port: number,
  environment: Readonly<Record<string, string | undefined>>,
  program = builtProgram('main'),
): StartedServer {
  const child = spawn(process.execPath, [program], {
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
