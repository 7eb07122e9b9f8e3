import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { databasesFolder } from './databases-folder.ts';
import { ownerCommand } from './postgres-server.ts';
import { killPostmaster, steadyPort } from './replicated-server.ts';
import type { PrimaryWithStandby } from './standby-pair.ts';

const PATIENCE_MILLISECONDS = 120_000;
const LOOK_MILLISECONDS = 50;

/** A node of the cluster: Patroni and the PostgreSQL that it keeps. */
type Node = { name: string; port: number; rest: number; data: string; patroni: ChildProcess };

/**
 * Starts two servers of PostgreSQL under Patroni with one etcd, set up as section 10 of the runbook says. Patroni
 * itself chooses the primary, makes the standby and promotes it.
 */
export async function startPatroniPair(binaries: string): Promise<PrimaryWithStandby> {
  const folder = mkdtempSync(join(databasesFolder(), 'diaban-patroni-'));
  const asOwner = ownerCommand(folder);
  const run = (log: string, ...command: string[]): ChildProcess => {
    const [program = '', ...parameters] = [...asOwner, ...command];
    const output = openSync(join(folder, `${log}.log`), 'a');
    return spawn(program, parameters, { cwd: folder, stdio: ['ignore', output, output] });
  };
  const [client, peer] = [await steadyPort(), await steadyPort()].map(
    (port) => `http://127.0.0.1:${port}`,
  );
  const flags = {
    'data-dir': join(folder, 'etcd'),
    'initial-cluster': `default=${peer}`,
    'listen-client-urls': client,
    'advertise-client-urls': client,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
  };
  const parameters = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  const etcd = run('etcd', 'etcd', ...parameters);
  async function startNode(name: string): Promise<Node> {
    const [port, rest] = [await steadyPort(), await steadyPort()];
    const data = join(folder, name);
    const settings = settingsOf({ name, port, rest, data, binaries, folder, etcd: `${client}` });
    // JSON is YAML.
    writeFileSync(`${data}.yml`, JSON.stringify(settings));
    return { name, port, rest, data, patroni: run(name, 'patroni', `${data}.yml`) };
  }
  const url = (database: string, ...nodes: readonly Node[]) => {
    const hosts = nodes.map(({ port }) => `127.0.0.1:${port}`).join(',');
    return `postgres://postgres@${hosts}/${database}`;
  };
  let primary = await startNode('one');
  await untilAnswers(primary, 'primary');
  let standby = await startNode('two');
  /** Waits until each commit of the primary waits for the standby. */
  const inStep = () => untilAnswers(standby, 'sync');
  return {
    url: (database) => url(database, primary, standby),
    primaryUrl: (database) => url(database, primary),
    synchronise: inStep,
    killPrimary: () => killPostmaster(primary.data),
    async promote() {
      await untilAnswers(standby, 'primary');
      [primary, standby] = [standby, primary];
    },
    rebuild: inStep,
    async stop() {
      for (const { patroni } of [standby, primary]) patroni.kill('SIGTERM');
      await Promise.all([standby, primary].map(({ patroni }) => ended(patroni)));
      etcd.kill('SIGTERM');
      await ended(etcd);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Settings of a node, as the runbook has them; without passwords, and quick where only processes are killed. */
function settingsOf(given: {
  name: string;
  port: number;
  rest: number;
  data: string;
  binaries: string;
  folder: string;
  etcd: string;
}) {
  const { name, port, rest, data, binaries, folder, etcd } = given;
  const address = `127.0.0.1:${rest}`;
  return {
    scope: 'diaban',
    name,
    restapi: { listen: address, connect_address: address },
    etcd3: { hosts: new URL(etcd).host },
    bootstrap: {
      dcs: {
        ttl: 20,
        loop_wait: 5,
        retry_timeout: 5,
        primary_start_timeout: 0,
        synchronous_mode: true,
        postgresql: {
          use_pg_rewind: true,
          parameters: {
            wal_log_hints: 'on',
            max_connections: 100,
            shared_buffers: '128MB',
            dynamic_shared_memory_type: 'mmap',
            fsync: 'off',
            jit: 'off',
          },
        },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, { auth: 'trust' }, 'data-checksums'],
    },
    postgresql: {
      listen: `127.0.0.1:${port}`,
      connect_address: `127.0.0.1:${port}`,
      data_dir: data,
      bin_dir: binaries,
      basebackup: [{ checkpoint: 'fast' }],
      parameters: { unix_socket_directories: folder },
      authentication: {
        replication: { username: 'diaban_standby' },
        superuser: { username: 'postgres' },
      },
      pg_hba: [
        'local all all trust',
        'host all all 127.0.0.1/32 trust',
        'host replication all 127.0.0.1/32 trust',
      ],
    },
  };
}

/** Waits until a node answers that it has a role: `primary`, or `sync` for a standby that commits wait for. */
async function untilAnswers({ rest, name }: Node, role: 'primary' | 'sync'): Promise<void> {
  const start = performance.now();
  while (performance.now() - start < PATIENCE_MILLISECONDS) {
    const has = await fetch(`http://127.0.0.1:${rest}/${role}`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (has) return;
    await pause(LOOK_MILLISECONDS);
  }
  throw new Error(`node ${name} does not become ${role}`);
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
}
