import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { freePort } from '#tests/support/processes/free-port.ts';

import { ownerCommand } from './postgres-server.ts';

const PROGRAM = '/usr/sbin/pgbouncer';
const PATIENCE_MILLISECONDS = 10_000;

export type Pooler = {
  /** The address of a database of the server, through the pooler. */
  through: (databaseUrl: string) => string;
  stop: () => void;
};

/** The program of Debian's package; null where it is not installed. */
export function findPgBouncer(): string | null {
  return existsSync(PROGRAM) ? PROGRAM : null;
}

/**
 * PgBouncer in transaction mode in front of the server of `serverUrl`, with so many server connections for each database.
 * @param more settings beside those of every test, such as `ignore_startup_parameters`
 */
export async function startPooler(
  serverUrl: string,
  connections: number,
  more: Readonly<Record<string, string>> = {},
): Promise<Pooler> {
  const { hostname, port: serverPort, username } = new URL(serverUrl);
  const folder = mkdtempSync(join(tmpdir(), 'diaban-pooler-'));
  const port = await freePort();
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: String(port),
    unix_socket_dir: '',
    auth_type: 'any',
    pool_mode: 'transaction',
    default_pool_size: String(connections),
    max_client_conn: '500',
    max_db_connections: String(connections),
    ...more,
  };
  const target = `host=${hostname} port=${serverPort} user=${username}`;
  const lines = [
    '[databases]',
    `* = ${target}`,
    '[pgbouncer]',
    ...Object.entries(settings).map(line),
  ];
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(file, `${lines.join('\n')}\n`);
  const [command, ...parameters] = [...ownerCommand(folder), PROGRAM, '-q', file];
  // A group of its own, so that the program ends with the one that changed the user for it.
  const child = spawn(command, parameters, {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: tmpdir(),
    detached: true,
  });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  await answers(port, () => (child.exitCode === null ? null : said));
  return {
    through(databaseUrl) {
      const url = new URL(databaseUrl);
      url.port = String(port);
      return url.href;
    },
    stop() {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      child.stderr.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function line([name, value]: [string, string]): string {
  return `${name} = ${value}`;
}

/** Waits until the port takes connections. Throws with the words of a program that has ended. */
async function answers(port: number, ended: () => string | null): Promise<void> {
  const start = performance.now();
  for (;;) {
    const words = ended();
    if (words !== null) throw new Error(`The pooler has ended: ${words}`);
    if (await accepts(port)) return;
    if (performance.now() - start > PATIENCE_MILLISECONDS) throw new Error('The pooler is silent.');
    await pause(20);
  }
}

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
