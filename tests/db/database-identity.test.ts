import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openDatabase } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import {
  findPostgres,
  ownerCommand,
  type PostgresServer,
  startPostgres,
} from '#tests/support/database/postgres-server.ts';
import { type Authority, makeAuthority } from '#tests/support/files/certificates.ts';

const binaries = findPostgres();
const DAY = 86_400_000;

/** Role that the database takes the asker for, and the kind of connection. */
type Asked = { role: string; encrypted: boolean; bySocket: boolean };

describe.skipIf(binaries === null)('a database that takes no fixed password', () => {
  const folder = mkdtempSync(join(tmpdir(), 'diaban-identity-'));
  const file = (name: string) => join(folder, name);
  const me = userInfo().username;
  let server: PostgresServer;
  let authority: Authority;
  let port: string;

  beforeAll(async () => {
    server = await startPostgres(binaries ?? '');
    ({ port } = new URL(server.url('postgres')));
    authority = await makeAuthority();
    const end = new Date(Date.now() + DAY);
    const ofServer = await authority.certify('DNS:localhost', end);
    const ofClient = await authority.certify('DNS:product', end);
    writeFileSync(join(server.data, 'server.crt'), ofServer.cert);
    writeFileSync(join(server.data, 'server.key'), ofServer.key, { mode: 0o600 });
    copyFileSync(authority.file, join(server.data, 'root.crt'));
    writeFileSync(file('client.crt'), ofClient.cert);
    writeFileSync(file('client.key'), ofClient.key);
    await asKeeper(`create role "${me}" login`);
    // The name in the certificate.
    await asKeeper('create role "server-2" login');
    await asKeeper("create role tokened login password 'of this hour'");
    const rules = [
      'local all all peer',
      'hostssl all server-2 samehost cert',
      'hostssl all tokened samehost scram-sha-256',
      'host all postgres 127.0.0.1/32 trust',
    ];
    writeFileSync(join(server.data, 'pg_hba.conf'), rules.join('\n'));
    if (ownerCommand(folder).length > 0) {
      execFileSync('chown', ['postgres', join(server.data, 'server.key')]);
    }
    await asKeeper("alter system set ssl_ca_file = 'root.crt'");
    await asKeeper('alter system set ssl = on');
    await asKeeper('select pg_reload_conf()');
  });
  afterAll(() => {
    server.stop();
    authority.remove();
    rmSync(folder, { recursive: true });
  });

  async function asKeeper(statement: string): Promise<void> {
    const database = await openDatabase({ databaseUrl: server.url('postgres'), dataDirectory: '' });
    try {
      await database.sql.unsafe(statement);
    } finally {
      await database.close();
    }
  }

  async function ask(databaseUrl: string): Promise<Asked | undefined> {
    const database = await openDatabase({ databaseUrl, dataDirectory: '', maxConnections: 1 });
    try {
      return await asSystem(database, async (sql) => {
        const [asked] = await sql<Asked[]>`
          select
            session_user as role, inet_client_addr() is null as by_socket,
            (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as encrypted`;
        return asked;
      });
    } finally {
      await database.close();
    }
  }

  it('knows the product of its own machine by its user, over a socket', async () => {
    const socket = join(server.data, '..');
    const url = `postgres:///postgres?host=${socket}&port=${port}&user=${me}`;
    expect(await ask(url)).toEqual({ role: me, encrypted: false, bySocket: true });
  });

  it('knows it elsewhere by a certificate, and is known by its own', async () => {
    const certificate = `sslcert=${file('client.crt')}&sslkey=${file('client.key')}`;
    const url = `postgres://server-2@localhost:${port}/postgres?sslmode=verify-full&${certificate}`;
    const known = `${url}&sslrootcert=${authority.file}`;
    expect(await ask(known)).toEqual({ role: 'server-2', encrypted: true, bySocket: false });
    await expect(ask(url)).rejects.toThrow(/certificate/);
  });

  it('knows it by a password of short life, which is read anew for each connection', async () => {
    const token = file('token');
    writeFileSync(token, 'of this hour\n');
    const checked = `sslmode=verify-full&sslrootcert=${authority.file}`;
    const url = `postgres://tokened@localhost:${port}/postgres?${checked}&passwordfile=${token}`;
    expect(await ask(url)).toMatchObject({ role: 'tokened', encrypted: true });
    await asKeeper("alter role tokened password 'of the next hour'");
    await expect(ask(url)).rejects.toThrow(/password authentication failed/);
    writeFileSync(token, 'of the next hour\n');
    expect(await ask(url)).toMatchObject({ role: 'tokened' });
  });
});
