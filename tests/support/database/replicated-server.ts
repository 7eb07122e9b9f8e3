import { execFile, execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { openDatabase } from '#server/db/client.ts';

import { ownerCommand } from './postgres-server.ts';

/** Only processes are killed, never the machine: what was handed to the system is kept. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  fsync: 'off',
  wal_level: 'replica',
  max_wal_senders: '10',
  hot_standby: 'on',
  max_connections: '100',
  shared_buffers: '128MB',
  dynamic_shared_memory_type: 'mmap',
  jit: 'off',
};

/** A PostgreSQL that can be followed by another one, and follow another one. */
export type ReplicatedServer = {
  port: number;
  url(database: string): string;
  start(): Promise<void>;
  /** Runs statements one after another, each outside a transaction; gives the rows of the last one. */
  ask(...statements: string[]): Promise<Record<string, unknown>[]>;
  /** Begins anew as the hot standby of another server, from a base backup; resolves once it answers. */
  follow(leader: ReplicatedServer): Promise<void>;
  /** Makes a standby take writes. */
  promote(): Promise<void>;
  /** Ends all its processes at once, without a chance to tidy up. */
  killNine(): void;
  stop(): void;
};

/** Makes a new, empty server in a folder, and does not start it. */
export async function makeServer(binaries: string, folder: string): Promise<ReplicatedServer> {
  const port = await steadyPort();
  const data = join(folder, String(port));
  const asOwner = ownerCommand(folder);
  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const owned = (program: string, ...parameters: string[]): [string, string[]] => {
    const [command = '', ...rest] = [...asOwner, join(binaries, program), ...parameters];
    return [command, rest];
  };
  const run = async (program: string, ...parameters: string[]) =>
    void (await promisify(execFile)(...owned(program, ...parameters), { cwd: tmpdir() }));
  const settings = Object.entries(SETTINGS).map(([name, value]) => `-c ${name}=${value}`);
  const options = [`-p ${port} -k ${folder}`, ...settings].join(' ');
  const start = () => run('pg_ctl', '-D', data, '-w', '-l', `${data}.log`, '-o', options, 'start');

  await run('initdb', '-D', data, '-A', 'trust', '-U', 'postgres', '--locale=C.UTF-8');
  return {
    port,
    url,
    start,
    async ask(...statements) {
      const options = { databaseUrl: url('postgres'), dataDirectory: '', maxConnections: 1 };
      const database = await openDatabase(options);
      try {
        let rows: Record<string, unknown>[] = [];
        for (const statement of statements) rows = [...(await database.sql.unsafe(statement))];
        return rows;
      } finally {
        await database.close();
      }
    },
    async follow(leader) {
      rmSync(data, { recursive: true, force: true });
      const from = `host=127.0.0.1 port=${leader.port} user=postgres`;
      await run('pg_basebackup', '-D', data, '-d', from, '-R', '-X', 'stream', '-c', 'fast');
      await start();
    },
    promote: () => run('pg_ctl', '-D', data, '-w', 'promote'),
    killNine() {
      killPostmaster(data);
      rmSync(join(folder, `.s.PGSQL.${port}.lock`), { force: true });
    },
    stop() {
      try {
        execFileSync(...owned('pg_ctl', '-D', data, '-m', 'immediate', 'stop'), {
          cwd: tmpdir(),
          stdio: 'ignore',
        });
      } catch {
        // It was killed before.
      }
    },
  };
}

/** Ends all processes of the server whose data lie in a folder, without a chance to tidy up. */
export function killPostmaster(data: string): void {
  const file = join(data, 'postmaster.pid');
  const [postmaster = ''] = readFileSync(file, 'utf8').split('\n');
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8');
  for (const pid of [postmaster, ...children.trim().split(' ')]) kill(Number(pid));
  // A dead process may stand in the list of processes for a while: its locks would keep the next start out.
  rmSync(file, { force: true });
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** A free port that no client is given for its end of a connection: the server takes it again after it was killed. */
export async function steadyPort(): Promise<number> {
  const port = randomInt(20_000, 32_000);
  const isFree = await new Promise<boolean>((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
  return isFree ? port : steadyPort();
}
