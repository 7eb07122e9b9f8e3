import type { Socket } from 'node:net';

import postgres from 'postgres';

import type { ColumnTypes } from '#server/db/column-types.ts';
import { Connection, type PackageOptions } from './connection.ts';
import type { Host } from './connection-error.ts';
import { Listener } from './listener.ts';
import { Pool, type PoolLimits } from './pool.ts';
import {
  changeStatements,
  type Statement,
  type Statements,
  type TransactionSql,
} from './statement.ts';
import { runAtOnce, runTransaction, type Work } from './transaction-on-connection.ts';

type Sql = Statements & {
  options: Pick<postgres.ParsedOptions, 'host' | 'port' | 'database'>;
  begin<T>(work: Work<T>): Promise<T>;
  /** @param mode what follows `begin`, as `read only` */
  begin<T>(mode: string, work: Work<T>): Promise<T>;
  /** Sends `begin`, all that `work` asks for without waiting for an answer, and `commit` together. */
  atOnce<T>(mode: string, work: (sql: TransactionSql) => Promise<T>): Promise<T>;
  listen(channel: string, hear: (message: string) => void, onListen?: () => void): Promise<void>;
  /** @param options.timeout seconds after which work that is not done fails; without it never */
  end(options?: { timeout: number }): Promise<void>;
};

export type SqlOptions = PoolLimits & {
  /** Longest time until a connection to a host is ready. */
  connectSeconds: number;
  /**
   * Lets the server refuse what would write outside a transaction, which saves each a way to it and back. Not over a
   * pooler, whose connections others use too.
   */
  readOnlyOutside?: boolean;
  /** Options of the package `postgres`: the conversion of values, what a session sets, the proof of who asks. */
  options: PackageOptions;
  /** Is given each socket that is made. */
  watch?: ((socket: Socket) => void) | undefined;
};

/**
 * Makes a pool of connections to a database, of which none is opened before it is asked for. The package `postgres`
 * writes the statements and speaks to the server; how long its connections live, and what happens when one is lost, is
 * decided here.
 * @param url may name several hosts: the first that takes writes is used. Without it `options` say where the database is.
 */
export function openSql(url: string | undefined, given: SqlOptions): Sql {
  const { options, connectSeconds, readOnlyOutside = false, watch } = given;
  const refuse = () => {
    throw new Error('This client only writes statements down.');
  };
  const only = { ...options, max: 1, socket: refuse };
  // Statements are written down with one client, and sent by that of a connection.
  const statements = (url === undefined ? postgres(only) : postgres(url, only)) as Client;
  const hosts = hostsOf(statements.options);
  const [first] = hosts;
  const openFirst = firstThatServes(hosts, (host, hear) =>
    Connection.open({
      url,
      options,
      host,
      seconds: connectSeconds,
      writes: hosts.length > 1,
      readOnlyOutside,
      watch,
      hear,
    }),
  );
  const pool = new Pool(openFirst, given, first);
  const listener = new Listener(openFirst);

  async function over<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await pool.take();
    try {
      return await work(connection);
    } finally {
      pool.give(connection);
    }
  }
  const outside = (statement: Statement) => {
    over((connection) => connection.executeAlone(statement)).catch((error: Error) =>
      statement.reject(error),
    );
  };

  const own = {
    begin: <T>(...args: [Work<T>] | [string, Work<T>]) => {
      const [work, mode] = args.length === 1 ? [args[0], ''] : [args[1], args[0]];
      return over((connection) => runTransaction(connection, statements, mode, work));
    },
    atOnce: <T>(mode: string, work: (sql: TransactionSql) => Promise<T>) =>
      over((connection) => runAtOnce(connection, statements, mode, work)),
    listen: (channel: string, hear: (message: string) => void, onListen = () => {}) =>
      listener.listen(channel, hear, onListen),
    end: async ({ timeout }: { timeout?: number } = {}) => {
      await Promise.all([pool.end(timeout ?? null), listener.end()]);
    },
  };
  const sql = Object.assign(statements, own) as unknown as Sql;
  return changeStatements(sql, (made) => (made.handler = outside), {});
}

function hostsOf({ host, port, path }: postgres.ParsedOptions): [Host, ...Host[]] {
  const [first = '', ...others] = host;
  const at = (name: string, index: number): Host => ({
    host: name,
    port: port[index] ?? 5432,
    path: typeof path === 'string' ? path : null,
  });
  return [at(first, 0), ...others.map((name, index) => at(name, index + 1))];
}

/** Opens a connection to the first host that serves. Each has one turn, and the one that served last has the first. */
function firstThatServes(
  hosts: readonly Host[],
  open: (host: Host, hear?: Hear) => Promise<Connection>,
): (hear?: Hear) => Promise<Connection> {
  let turns = hosts;
  return async (hear) => {
    let failure: unknown;
    for (const host of turns) {
      try {
        const connection = await open(host, hear);
        turns = [host, ...turns.filter((other) => other !== host)];
        return connection;
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  };
}

type Hear = (channel: string, message: string) => void;
type Client = postgres.Sql<ColumnTypes>;
