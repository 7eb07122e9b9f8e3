import type { Connection } from './connection.ts';
import {
  changeStatements,
  type Statement,
  type Statements,
  type TransactionSql,
} from './statement.ts';

export type Work<T> = (sql: TransactionSql) => T | Promise<T>;

/** PostgreSQL's code of a statement that was refused because one before it had failed. */
const ALREADY_FAILED = '25P02';

/**
 * Runs work between `begin` and `commit`. The work is undone where it throws, where one of its statements failed even if
 * it went on, and where the connection is lost: then nothing of it is sent any more. Its first statements go out with
 * `begin` where the server itself refuses what would write outside a transaction: if `begin` fails, they change nothing.
 * @param mode what follows `begin`, as `read only`; without it the transaction writes
 */
export async function runTransaction<T>(
  connection: Connection,
  statements: Statements,
  mode: string,
  work: Work<T>,
): Promise<T> {
  const { readOnlyOutside } = connection;
  const begun = connection.say(`begin ${mode === '' && readOnlyOutside ? 'read write' : mode}`);
  if (!readOnlyOutside) await begun;
  const scope = new Scope(connection, statements);
  try {
    const result = await whileConnected(connection, scope.run(work, 'rollback'));
    const { command } = await connection.say('commit');
    // The embedded database does not say `ROLLBACK` where a statement failed that was sent with the commit.
    if (command !== 'COMMIT') throw scope.failure ?? new Error('The transaction was undone.');
    return result;
  } finally {
    // Its failure says why all after it failed, and is one also where nothing else is.
    await begun;
  }
}

/**
 * Runs work that only reads, and sends all that it asks for without waiting together with `begin` and `commit`. Where
 * one statement fails, so does the whole.
 */
export async function runAtOnce<T>(
  connection: Connection,
  statements: Statements,
  mode: string,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  const scope = new Scope(connection, statements);
  const begun = connection.say(`begin ${mode}`);
  const reading = (async () => work(scope.sql))();
  for (const one of [begun, reading]) one.catch(() => undefined);
  // What the work asks for without waiting for an answer has been sent when this comes.
  await new Promise<void>((resolve) => process.nextTick(resolve));
  const committed = connection.say('commit');
  try {
    const [, result] = await Promise.all([begun, reading, committed]);
    return result;
  } finally {
    // The connection is free when the last answer is here.
    await committed.catch(() => undefined);
  }
}

/** The statements of a transaction or a savepoint, and the first of them that failed. */
class Scope {
  readonly sql: TransactionSql;
  readonly #connection: Connection;
  readonly #statements: Statements;
  readonly #depth: string;
  failure: unknown = undefined;
  #savepoints = 0;

  constructor(connection: Connection, statements: Statements, depth = 's') {
    this.#connection = connection;
    this.#statements = statements;
    this.#depth = depth;
    const fail = (error: unknown) => (this.failure ??= error);
    const send = (statement: Statement) => connection.execute(statement, fail);
    const savepoint = async (...args: unknown[]) => this.#savepoint(args.at(-1) as Work<unknown>);
    this.sql = changeStatements(statements, (made) => (made.handler = send), {
      savepoint,
    }) as TransactionSql;
  }

  /** @param undo the command that undoes the work where it fails */
  async run<T>(work: Work<T>, undo: string): Promise<T> {
    try {
      const result = await work(this.sql);
      if (this.failure !== undefined) throw this.failure;
      return result;
    } catch (error) {
      // A connection that cannot undo is of no use to the next transaction.
      await this.#connection.say(undo).catch(() => this.#connection.destroy());
      throw codeOf(error) === ALREADY_FAILED ? (this.failure ?? error) : error;
    }
  }

  async #savepoint<T>(work: Work<T>): Promise<T> {
    const name = `${this.#depth}_${(this.#savepoints += 1)}`;
    const inner = new Scope(this.#connection, this.#statements, name);
    await this.#connection.say(`savepoint ${name}`);
    return inner.run(work, `rollback to ${name}`);
  }
}

/** Waits for work no longer than the connection lasts. */
async function whileConnected<T>(connection: Connection, work: Promise<T>): Promise<T> {
  let forget = () => {};
  const lost = new Promise<never>((_, reject) => (forget = connection.whenLost(reject)));
  try {
    return await Promise.race([work, lost]);
  } finally {
    forget();
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
