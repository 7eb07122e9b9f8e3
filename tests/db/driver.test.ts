import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';

import type { Sql, TransactionSql } from '#server/db/client.ts';
import { COLUMN_TYPES } from '#server/db/column-types.ts';
import { openSql } from '#server/db/driver/open-sql.ts';
import { readInPieces } from '#server/features/backups/queries.ts';
import { databaseBehindProxy } from '#tests/support/faults/database-behind-proxy.ts';
import { message, READY, row, SIGNED_IN } from '#tests/support/faults/server-messages.ts';

const { kind } = inject('databaseTemplate');
const ONE = [{ one: 1 }];
/** Seconds until an unanswered handshake fails. */
const CONNECT_SECONDS = 1;

type Opened = { max?: number; ports?: number[]; password?: () => Promise<string> };

// The package `postgres`, as it is published, loses or mixes transactions where a connection is lost. Each test has the
// number of one way in which it does; server/db/driver/README.md says how each is met.
describe.runIf(kind === 'server')('the database driver', () => {
  const proxied = databaseBehindProxy();
  let sql: Sql;
  let sockets: Socket[] = [];
  const servers: Server[] = [];

  afterEach(async () => {
    await sql.end({ timeout: 0 });
    for (const server of servers.splice(0)) server.close();
  });

  /** Connects to the database. `ports`: several hosts, of which one may serve. */
  function open({ ports, max = 1, ...options }: Opened = {}): Sql {
    const address = new URL(proxied.faults.url);
    const hosts = ports?.map((port) => `127.0.0.1:${port}`) ?? [address.host];
    sockets = [];
    sql = openSql(proxied.faults.url.replace(address.host, hosts.join(',')), {
      max,
      idleSeconds: null,
      lifeSeconds: null,
      connectSeconds: CONNECT_SECONDS,
      readOnlyOutside: true,
      options: { types: COLUMN_TYPES, onnotice: () => undefined, ...options },
      watch: (socket) => void sockets.push(socket),
    });
    return sql;
  }
  const ask = (own: TransactionSql) => own<{ one: number }[]>`select 1 as one`;
  const works = async () => [...(await sql.begin(ask))];
  const readAtOnce = () => sql.atOnce('read only', async (own) => [...(await ask(own))]);
  /**
   * Cuts the connection and waits until all have seen both its error and its end. It cuts within an immediate, so that
   * statements sent meanwhile are not yet written when the end comes.
   */
  const cut = async () => {
    await new Promise(setImmediate);
    sockets.at(-1)?.destroy(new Error('cut'));
    await pause(20);
  };
  /** Counts how often the driver writes to the socket from now on. */
  const countWrites = () => {
    let count = 0;
    const socket = sockets.at(-1);
    const write = socket?.write.bind(socket);
    if (socket !== undefined && write !== undefined) {
      socket.write = ((...given: Parameters<typeof write>) => {
        count += 1;
        return write(...given);
      }) as typeof write;
    }
    return () => count;
  };
  /** Starts a server that runs `answers` for each connection. */
  async function serverThat(answers: (client: Socket) => void): Promise<number> {
    const server = createServer((client) => {
      client.on('error', () => undefined);
      answers(client);
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  it('1: fails a statement on a connection that is gone', async () => {
    open();
    const outcomes = sql.begin(async (own) => {
      await cut();
      return Promise.allSettled([ask(own), ask(own)]);
    });
    await expect(outcomes).rejects.toThrow('CONNECTION_CLOSED');
    expect(await works()).toEqual(ONE);
  });

  it('1: writes nothing after the connection was cut in the middle of signing in', async () => {
    const askForPassword = message('R', [0, 0, 0, 3]);
    const port = await serverThat((client) =>
      client.once('data', () => client.write(askForPassword, () => client.resetAndDestroy())),
    );
    // The password has to be fetched: it is there before the connection is made.
    const password = pause(50).then(() => 'secret');
    open({ ports: [port], password: () => password });
    await expect(works()).rejects.toThrow(/CONNECTION_CLOSED|ECONNRESET/);
    await password;
    await pause(10);
  });

  it('2: fails what is asked between the error of a connection and its end, and begins anew', async () => {
    open();
    await works();
    const lost = sql.begin(async (own) => {
      const asked = own`select pg_sleep(5)`.execute();
      // Sent again as soon as the error is known, before the connection counts as closed.
      return asked.catch(() => own`select 2`);
    });
    lost.catch(() => undefined);
    await pause(20);
    await cut();
    await expect(lost).rejects.toThrow('CONNECTION_CLOSED');
    expect(await works()).toEqual(ONE);
  });

  it('2: does not answer a statement with the error that ended the connection before', async () => {
    open();
    const [backend] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const ended = sql.begin((own) => own`select pg_sleep(10)`);
    ended.catch(() => undefined);
    await vi.waitUntil(async () => {
      const rows = await proxied.direct.sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where pid = ${backend?.pid ?? 0} and query like '%pg_sleep(10)%' and state = 'active'`;
      return rows.length > 0;
    });
    await expect(ended).rejects.toThrow(/CONNECTION_CLOSED|ECONNRESET|terminating connection/);
    expect(await works()).toEqual(ONE);
  });

  it('3: fails a statement whose connection is closed while it is being made', async () => {
    const port = await serverThat((client) => client.end());
    open({ ports: [port] });
    await expect(works()).rejects.toThrow('CONNECTION_CLOSED');
    expect(sockets).toHaveLength(1);
  });

  it('3: tries each of several hosts once', async () => {
    const closing = await serverThat((client) => client.end());
    open({ ports: [closing, closing, closing] });
    await expect(works()).rejects.toThrow('CONNECTION_CLOSED');
    expect(sockets).toHaveLength(3);
    await sql.end({ timeout: 0 });
    open({ ports: [closing, ...proxied.direct.sql.options.port] });
    expect(await works()).toEqual(ONE);
  });

  it('4: keeps a connection for each transaction, and the next waits for its end', async () => {
    open();
    const [backend] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const idsOf = (own: TransactionSql) => own<{ id: string }[]>`
      select pg_current_xact_id()::text as id`;
    const slow = sql.begin(async (own) => {
      const before = await idsOf(own);
      await own`select pg_sleep(0.05)`;
      return [...before, ...(await idsOf(own))];
    });
    const others = [1, 2, 3].map(() => sql.begin(idsOf));
    const [first, second] = await slow;
    expect(second).toEqual(first);
    const ids = (await Promise.all(others)).map(([other]) => other?.id);
    expect(new Set([first?.id, ...ids]).size).toBe(4);
    const states = await proxied.direct.sql`
      select state from pg_stat_activity where pid = ${backend?.pid ?? 0}`;
    expect([...states]).toEqual([{ state: 'idle' }]);
  });

  it('5: fails a statement where the types cannot be read at the start of a connection', async () => {
    const met = proxied.faults.next(/pg_catalog\.pg_type/, 'cut before');
    open();
    await expect(works()).rejects.toThrow('CONNECTION_CLOSED');
    await met;
    expect(await works()).toEqual(ONE);
  });

  it('5: waits for the types no longer than for the connection', async () => {
    const met = proxied.faults.next(/pg_catalog\.pg_type/, 'silence after');
    open();
    await expect(works()).rejects.toThrow('CONNECT_TIMEOUT');
    await met;
    expect(await works()).toEqual(ONE);
  });

  it('6: gives all rows after a statement that failed in the middle of its own', async () => {
    open();
    const numbers = (own: TransactionSql) => own<{ n: number }[]>`
      select n from generate_series(1, 5) as n`;
    const failing = (own: TransactionSql) => own`
      select 1 / (4 - n) from generate_series(1, 9) as n`;
    await expect(sql.begin(failing)).rejects.toThrow('zero');
    const rows = await sql.begin(async (own) => {
      await expect(own.savepoint(failing)).rejects.toThrow('zero');
      return numbers(own);
    });
    expect(rows.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
    await expect(sql.atOnce('read only', (own) => failing(own))).rejects.toThrow('zero');
    expect((await sql.atOnce('read only', (own) => numbers(own))).map(({ n }) => n)).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  it('7: fails whatever a transaction still wants to execute when its connection is gone', async () => {
    open();
    const work = async (transaction: TransactionSql) => {
      // The others wait behind the first, which has a parameter that must be described first.
      const asked = [1, 2, 3].map((n) => transaction`select ${n}::integer, pg_sleep(5)`.execute());
      for (const one of asked) one.catch(() => undefined);
      await pause(20);
      await cut();
      return Promise.allSettled([...asked, transaction`select 'too late'`]);
    };
    let outcomes: Promise<PromiseSettledResult<unknown>[]> = Promise.resolve([]);
    const failing = sql.begin((transaction) => (outcomes = work(transaction)));
    await expect(failing).rejects.toThrow('CONNECTION_CLOSED');
    expect((await outcomes).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    expect(await works()).toEqual(ONE);
  });

  it('8: fails a reading in pieces whose connection is cut, instead of ending it', async () => {
    open();
    const numbers = 'select n from generate_series(1, 5) as n';
    const read = (atTwo: () => Promise<void>) =>
      sql.begin(async (own) => {
        const seen: number[] = [];
        for await (const piece of readInPieces<{ n: number }>(own, numbers, 2)) {
          seen.push(...piece.map(({ n }) => n));
          if (seen.includes(2)) await atTwo();
        }
        return seen;
      });
    await expect(read(cut)).rejects.toThrow('CONNECTION_CLOSED');
    expect(await read(async () => undefined)).toEqual([1, 2, 3, 4, 5]);
  });

  it('9: does not take a standby for a server that writes', async () => {
    let met = 0;
    const standby = await serverThat((client) => {
      client.once('data', () => {
        met += 1;
        client.write(Buffer.concat([SIGNED_IN, READY]));
        // It reports that its transactions may write by default, and that they do not.
        client.once('data', () =>
          client.write(row({ oid: '25', array: '1009', delimiter: ',', readOnly: 'on' })),
        );
      });
    });
    const primary = Number(new URL(proxied.faults.url).port);
    open({ ports: [standby, primary], max: 2 });
    expect(await works()).toEqual(ONE);
    expect(met).toBe(1);
    // The one that served has the first turn.
    expect(await Promise.all([works(), works()])).toEqual([ONE, ONE]);
    expect(met).toBe(1);
    await sql.end();
    open({ ports: [standby, standby] });
    await expect(works()).rejects.toThrow('CONNECTION_CLOSED');
  });

  it('10: gives each host its turn, for each of several connections', async () => {
    const serving = Number(new URL(proxied.faults.url).port);
    const away = await serverThat((client) => client.destroy());
    open({ max: 2, ports: [away, serving] });
    expect(await Promise.all([works(), works()])).toEqual([ONE, ONE]);
    expect(sockets).toHaveLength(4);
    expect(sockets.filter(({ destroyed }) => !destroyed)).toHaveLength(2);
  });

  it('11: sends a transaction that only reads in one piece, and goes on after one that failed', async () => {
    open();
    const read = (own: TransactionSql) =>
      Promise.all([own`select 1 as one`, own`select pg_current_xact_id_if_assigned() as none`]);
    // The second time both statements are prepared already.
    await sql.atOnce('read only', read);
    const written = countWrites();
    expect(await sql.atOnce('read only', read)).toEqual([ONE, [{ none: null }]]);
    expect(written()).toBe(1);
    const failing = sql.atOnce('read only', (own) => Promise.all([own`select 1 / 0`, read(own)]));
    await expect(failing).rejects.toThrow('division by zero');
    await expect(sql.atOnce('read only', async (own) => own`create table t ()`)).rejects.toThrow(
      'read-only',
    );
    expect(await Promise.all([readAtOnce(), works()])).toEqual([ONE, ONE]);
    const unbegun = sql.begin('no mode', (own) => own`create table t ()`);
    await expect(unbegun).rejects.toThrow('syntax error');
    expect([...(await sql`select to_regclass('t') as t`)]).toEqual([{ t: null }]);
    const lost = sql.atOnce('read only', async (own) => own`select pg_sleep(5)`);
    lost.catch(() => undefined);
    await pause(20);
    await cut();
    await expect(lost).rejects.toThrow('CONNECTION_CLOSED');
    expect(await readAtOnce()).toEqual(ONE);
  });
});
