import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { freePort } from '#tests/support/processes/free-port.ts';

import { databasesFolder } from './databases-folder.ts';

const VERSIONS = ['18', '17', '16'];

/** The database is thrown away afterwards, so the protection against a power cut is off. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  max_connections: '200',
  shared_buffers: '256MB',
  jit: 'off',
  // Each connection of each copy would link it anew, which takes half of what its first question costs.
  shared_preload_libraries: 'postgis-3',
};

/** Settings that let a standby follow it. */
const FOLLOWED = { wal_level: 'replica', max_wal_senders: '10' };

export type PostgresServer = {
  /** Its data folder, and the options that it was started with. */
  data: string;
  options: string;
  url: (database: string) => string;
  /** Ends all its processes at once, as in a crash, and starts it again; resolves once it takes connections. */
  crash: () => Promise<void>;
  stop: () => void;
};

/** The newest installed PostgreSQL with PostGIS; null where there is none. */
export function findPostgres(): string | null {
  return (
    VERSIONS.map((version) => ({
      binaries: `/usr/lib/postgresql/${version}/bin`,
      postgis: `/usr/share/postgresql/${version}/extension/postgis.control`,
    })).find(({ binaries, postgis }) => existsSync(binaries) && existsSync(postgis))?.binaries ??
    null
  );
}

/** True when travel along roads can be compared with pgRouting's on it. */
export function hasPgRouting(): boolean {
  const version = /\/(\d+)\/bin$/.exec(findPostgres() ?? '')?.[1] ?? '';
  return existsSync(`/usr/share/postgresql/${version}/extension/pgrouting.control`);
}

/**
 * A throw-away server on a free loopback port; everybody who reaches it is let in. Only where `survives` is true does
 * what was committed survive a crash of its processes; only where `followed` is true can it have a standby.
 */
export async function startPostgres(
  binaries: string,
  survives = false,
  followed = false,
): Promise<PostgresServer> {
  const folder = mkdtempSync(join(databasesFolder(), 'diaban-postgres-'));
  const port = await freePort();
  const asOwner = ownerCommand(folder);
  run([
    ...asOwner,
    join(binaries, 'initdb'),
    '-D',
    join(folder, 'data'),
    '-A',
    'trust',
    '-U',
    'postgres',
    '--locale=C.UTF-8',
    '-E',
    'UTF8',
  ]);
  const settings = {
    ...SETTINGS,
    ...(survives && { synchronous_commit: 'on' }),
    ...(followed && FOLLOWED),
  };
  const options = [`-p ${port} -k ${folder}`, ...Object.entries(settings).map(setting)].join(' ');
  const control = [...asOwner, join(binaries, 'pg_ctl'), '-D', join(folder, 'data'), '-w'];
  const start = [...control, '-l', join(folder, 'log'), '-o', options];
  run([...start, 'start']);
  return {
    data: join(folder, 'data'),
    options,
    url: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    async crash() {
      const [command, ...parameters] = [...start, '-m', 'immediate', 'restart'];
      await promisify(execFile)(command, parameters, { cwd: tmpdir() });
    },
    stop() {
      spawnSync(control[0] ?? '', [...control.slice(1), '-m', 'immediate', 'stop'], {
        stdio: 'ignore',
      });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: there it runs as the user of Debian's package. */
export function ownerCommand(folder: string): string[] {
  if (process.getuid?.() !== 0) return [];
  execFileSync('chown', ['postgres', folder]);
  return ['runuser', '-u', 'postgres', '--'];
}

function setting([name, value]: [string, string]): string {
  return `-c ${name}=${value}`;
}

function run([command = '', ...parameters]: readonly string[]): void {
  execFileSync(command, parameters, { stdio: ['ignore', 'ignore', 'pipe'], cwd: tmpdir() });
}
