import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { afterEach, describe, expect, inject, it } from 'vitest';

import postgres from '#server/db/postgres/index.js';
import { databaseBehindProxy } from '#tests/support/faults/database-behind-proxy.ts';

const { kind } = inject('databaseTemplate');
const ONE = [{ one: 1 }];
/** Seconds until an unanswered handshake fails. */
const CONNECT_SECONDS = 1;

type Opened = {
  max?: number;
  max_pipeline?: number;
  ports?: number[];
  pass?: () => Promise<string>;
  /** The test makes the socket itself, so that it can cut it. */
  cuttable?: boolean;
  target_session_attrs?: 'read-write';
  socket?: (address: { host: string[]; port: number[] }) => Socket;
};

// One test for each change of server/db/postgres/CHANGES.md. Without the change the test fails, or the run does because
// of an error that nobody handled.
describe.runIf(kind === 'server')('the kept driver', () => {
  const proxied = databaseBehindProxy();
  let sql: ReturnType<typeof postgres>;
  let socket: Socket | null = null;
  const servers: Server[] = [];

  afterEach(async () => {
    await sql.end({ timeout: 0 });
    for (const server of servers.splice(0)) server.close();
  });

  /** Connects to the database. `ports`: several hosts, of which one may serve. */
  function open({ ports, cuttable = false, ...options }: Opened = {}) {
    const address = new URL(proxied.faults.url);
    const hosts = ports?.map((port) => `127.0.0.1:${port}`) ?? [address.host];
    sql = postgres(proxied.faults.url.replace(address.host, hosts.join(',')), {
      max: 1,
      connect_timeout: CONNECT_SECONDS,
      backoff: () => 0.01,
      ...(cuttable ? { socket: connectSocket } : {}),
      ...options,
    });
    return sql;
  }
  const works = async () => [...(await sql`select 1 as one`)];
  const connectSocket = async () => {
    const { hostname, port } = new URL(proxied.faults.url);
    socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return socket;
  };
  /**
   * Cuts the connection and waits until the driver has seen both its error and its end. It cuts within an immediate, so
   * that queries sent meanwhile are not yet written when the end comes.
   */
  const cut = async () => {
    await new Promise(setImmediate);
    socket?.destroy(new Error('cut'));
    await pause(20);
  };
  /** Counts how often the driver writes to the socket from now on. */
  const countWrites = () => {
    let count = 0;
    const write = socket?.write.bind(socket);
    if (socket !== null && write !== undefined) {
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

  it('1: fails a statement on a connection that is gone, also one that was reserved', async () => {
    const reserved = await open({ cuttable: true }).reserve();
    expect([...(await reserved`select 1 as one`)]).toEqual(ONE);
    await cut();
    await expect(reserved`select 1`).rejects.toThrow('CONNECTION_DESTROYED');
  });

  it('1: drops what would be written after the connection was cut in the middle of signing in', async () => {
    const askForPassword = Buffer.from([82, 0, 0, 0, 8, 0, 0, 0, 3]);
    const port = await serverThat((client) =>
      client.once('data', () => client.write(askForPassword, () => client.resetAndDestroy())),
    );
    // The password has to be fetched and arrives after the connection is gone.
    const password = pause(50).then(() => 'secret');
    open({ ports: [port], pass: () => password });
    await expect(sql`select 1`).rejects.toThrow(/CONNECTION_CLOSED|ECONNRESET/);
    await password;
    await pause(10);
  });

  it('2: fails what is asked between the error of a connection and its end, and begins anew', async () => {
    open({ cuttable: true });
    await works();
    const lost = sql`select pg_sleep(5)`;
    // The query is sent again as soon as the error is known, before the connection counts as closed.
    const again = lost.catch(() => sql`select 2`);
    again.catch(() => undefined);
    await pause(20);
    await cut();
    await expect(again).rejects.toThrow('CONNECTION_CLOSED');
    expect(await works()).toEqual(ONE);
  });

  it('2: does not answer a statement with the error that ended the connection before', async () => {
    open();
    const [backend] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const ended = sql`select pg_sleep(10)`.execute();
    ended.catch(() => undefined);
    await proxied.direct.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where pid = ${backend?.pid ?? 0}`;
    // The end of the connection can be seen before the message that says why.
    await expect(ended).rejects.toThrow(/CONNECTION_CLOSED|ECONNRESET|terminating connection/);
    // A reset can be known before the connection counts as closed: what is asked between fails, and says that alone.
    const next = await works().then(() => 'answered', String);
    expect(next).toMatch(/^answered$|CONNECTION_CLOSED/);
    expect(await works()).toEqual(ONE);
  });

  it('8: fails a cursor whose connection is cut while its reader is at work, instead of ending it', async () => {
    open({ cuttable: true });
    const reading = (async () => {
      for await (const [row] of sql`select n from generate_series(1, 3) as n`.cursor(1)) {
        if (row?.['n'] === 2) await cut();
      }
    })();
    await expect(reading).rejects.toThrow(/cut|CONNECTION_CLOSED/);
    expect(await works()).toEqual(ONE);
  });

  it('3: fails a statement whose connection is closed while it is being made', async () => {
    const port = await serverThat((client) => client.end());
    open({ ports: [port] });
    await expect(sql`select 1`).rejects.toThrow('CONNECTION_CLOSED');
  });

  it('3: tries each of several hosts once', async () => {
    const closing = await serverThat((client) => client.end());
    open({ ports: [closing, closing, closing] });
    await expect(sql`select 1`).rejects.toThrow('CONNECTION_CLOSED');
    await sql.end({ timeout: 0 });
    open({ ports: [closing, ...proxied.direct.sql.options.port] });
    expect(await works()).toEqual(ONE);
  });

  it('4: keeps a connection for the transaction that was begun behind other statements', async () => {
    open({ max_pipeline: 1 });
    const [backend] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const before = sql`select pg_sleep(0.05)`.execute();
    const inside = sql.begin((transaction) => transaction`select 1 as one`);
    await before;
    expect([...(await inside)]).toEqual(ONE);
    await works();
    const states = await proxied.direct.sql`
      select state from pg_stat_activity where pid = ${backend?.pid ?? 0}`;
    expect([...states]).toEqual([{ state: 'idle' }]);
  });

  it('5: fails a statement where the types cannot be read at the start of a connection', async () => {
    const met = proxied.faults.next(/pg_catalog\.pg_type/, 'cut before');
    open();
    await expect(sql`select 1`).rejects.toThrow('CONNECTION_CLOSED');
    await met;
    expect(await works()).toEqual(ONE);
  });

  it('5: waits for the types no longer than for the connection', async () => {
    const met = proxied.faults.next(/pg_catalog\.pg_type/, 'silence after');
    open();
    await expect(sql`select 1`).rejects.toThrow('CONNECT_TIMEOUT');
    await met;
    expect(await works()).toEqual(ONE);
  });

  it('6: gives all rows after a statement that failed in the middle of its own', async () => {
    open();
    await expect(sql`select 1 / (4 - n) from generate_series(1, 9) as n`).rejects.toThrow('zero');
    const rows = await sql<{ n: number }[]>`select n from generate_series(1, 5) as n`;
    expect(rows.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
  });

  it('7: fails whatever a transaction still wants to execute when its connection is gone', async () => {
    open({ cuttable: true });
    const work = async (transaction: postgres.TransactionSql) => {
      // The others wait in the transaction's own queue: the first has a parameter that must be described first.
      const asked = [1, 2, 3].map((n) => transaction`select ${n}::integer, pg_sleep(5)`.execute());
      for (const one of asked) one.catch(() => undefined);
      await pause(20);
      await cut();
      return Promise.allSettled([...asked, transaction`select 'too late'`]);
    };
    let outcomes: Promise<PromiseSettledResult<unknown>[]> = Promise.resolve([]);
    const failing = sql.begin((transaction) => (outcomes = work(transaction)));
    await expect(failing).rejects.toThrow(/cut|CONNECTION_CLOSED/);
    expect((await outcomes).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    expect(await works()).toEqual(ONE);
  });

  it('9: does not take a standby for a server that writes', async () => {
    const word = (type: string, ...texts: string[]) => {
      const body = Buffer.concat(texts.map((text) => Buffer.from(`${text}\0`)));
      const length = Buffer.alloc(4);
      length.writeInt32BE(body.length + 4);
      return Buffer.concat([Buffer.from(type), length, body]);
    };
    const signedIn = Buffer.from([82, 0, 0, 0, 8, 0, 0, 0, 0]);
    const ready = Buffer.from([90, 0, 0, 0, 5, 73]);
    let met = 0;
    const standby = await serverThat((client) =>
      client.once('data', () => {
        met += 1;
        const says = [
          word('S', 'default_transaction_read_only', 'off'),
          word('S', 'in_hot_standby', 'on'),
        ];
        client.write(Buffer.concat([signedIn, ...says, ready]));
      }),
    );
    const primary = Number(new URL(proxied.faults.url).port);
    open({ ports: [standby, primary], target_session_attrs: 'read-write' });
    expect(await works()).toEqual(ONE);
    expect(met).toBe(1);
  });

  it('10: hands over the host whose turn it is, to each connection all of them', async () => {
    const serving = Number(new URL(proxied.faults.url).port);
    const away = await serverThat((client) => client.destroy());
    const tried: number[] = [];
    open({
      max: 2,
      ports: [away, serving],
      socket({ host, port }) {
        tried.push(...port);
        return connect(port[0] ?? 0, host[0] ?? '');
      },
    });
    expect(await Promise.all([works(), works()])).toEqual([ONE, ONE]);
    expect(tried).toHaveLength(4);
    expect(tried.filter((port) => port === serving)).toHaveLength(2);
  });

  it('11: sends a transaction that only reads in one piece, and goes on after one that failed', async () => {
    open({ cuttable: true });
    const { atOnce } = sql as unknown as {
      atOnce: (mode: string, work: (own: typeof sql) => Promise<unknown>) => Promise<unknown>;
    };
    const read = (own: typeof sql) =>
      Promise.all([own`select 1 as one`, own`select pg_current_xact_id_if_assigned() as none`]);
    // The second time both statements are prepared already.
    await atOnce('read only', read);
    const written = countWrites();
    expect(await atOnce('read only', read)).toEqual([ONE, [{ none: null }]]);
    expect(written()).toBe(1);
    const failing = atOnce('read only', (own) => Promise.all([own`select 1 / 0`, read(own)]));
    await expect(failing).rejects.toThrow('division by zero');
    await expect(atOnce('read only', (own) => own`create table t ()`)).rejects.toThrow('read-only');
    expect(await Promise.all([atOnce('read only', read), works()])).toEqual([
      [ONE, [{ none: null }]],
      ONE,
    ]);
    const lost = atOnce('read only', (own) => own`select pg_sleep(5)`);
    lost.catch(() => undefined);
    await pause(20);
    await cut();
    await expect(lost).rejects.toThrow(/cut|CONNECTION_CLOSED/);
    expect(await atOnce('read only', read)).toEqual([ONE, [{ none: null }]]);
  });
});
