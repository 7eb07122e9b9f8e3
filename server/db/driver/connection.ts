import { Socket } from 'node:net';

import postgres from 'postgres';

import { type ArrayType, convertArrays } from './array-types.ts';
import { connectionError, type Host } from './connection-error.ts';
import type { Statement } from './statement.ts';

/** Options of the package, with the password as it is configured: a text, or a function that reads it anew. */
export type PackageOptions = Record<string, unknown>;

export type Opening = {
  url: string | undefined;
  options: PackageOptions;
  host: Host;
  /** Longest time until the connection is ready. */
  seconds: number;
  /** Passes over a server that takes no writes: a standby. */
  writes: boolean;
  /** Lets the server refuse what would write outside a transaction, so that nothing need wait for `begin`. */
  readOnlyOutside: boolean;
  watch?: ((socket: Socket) => void) | undefined;
  hear?: ((channel: string, message: string) => void) | undefined;
};

/** Types whose arrays there are, without those of the rows of tables; and if the server takes no writes. */
const first = (more: string) => `
  select
    oid, typarray as array, typdelim as delimiter,
    current_setting('transaction_read_only') as "readOnly"${more}
  from pg_catalog.pg_type
  where typarray <> 0 and typrelid = 0`;
/** Holds from the next transaction on. */
const READ_ONLY_OUTSIDE = `, (select set_config('default_transaction_read_only', 'on', false))`;
/** Longest time in which a server may say good-bye. */
const END_SECONDS = 1;

/**
 * One connection from its opening to its end. It is the only connection of a client of the package, which is given up
 * with it: the package itself would go on with what was left of the old one (unwritten bytes, half a result, its error),
 * and lose or mix transactions. Once it is lost every statement on it fails, and nothing is written any more.
 */
export class Connection {
  readonly openedAt = performance.now();
  readonly #host: Host;
  readonly #client: postgres.Sql;
  readonly #send: (statement: Statement) => void;
  readonly #unanswered = new Set<Statement>();
  readonly #whenLost = new Set<(why: Error) => void>();
  #socket: Socket | null = null;
  #lost: Error | null = null;
  #readOnlyOutside = false;

  private constructor({ url, options, host, watch, hear }: Opening, password: unknown) {
    this.#host = host;
    const own: PackageOptions = {
      ...options,
      // A text: the package would write to the connection after a wait, however it is by then.
      ...(password !== undefined && { password }),
      host: [host.host],
      port: [host.port],
      max: 1,
      // Limits of time are the pool's and the opening's.
      idle_timeout: null,
      max_lifetime: null,
      connect_timeout: null,
      fetch_types: false,
      socket: () => this.#connect(watch),
      onclose: () => this.#lose(),
      onnotify: hear,
    };
    this.#client = url === undefined ? postgres(own) : postgres(url, own);
    this.#send = (this.#client.unsafe('') as unknown as Statement).handler;
  }

  /** Connects, and learns the types of arrays. Throws what the network or the server says, or `CONNECT_TIMEOUT`. */
  static async open(opening: Opening): Promise<Connection> {
    const { host, options, seconds } = opening;
    const late = connectionError('CONNECT_TIMEOUT', host);
    const { password } = options;
    const given: unknown =
      typeof password === 'function'
        ? await inTime(seconds, late, Promise.resolve(password()))
        : password;
    const connection = new Connection(opening, given);
    try {
      await inTime(seconds, late, connection.#begin(opening));
      return connection;
    } catch (error) {
      connection.destroy(error instanceof Error ? error : late);
      throw error;
    }
  }

  get lost(): boolean {
    return this.#lost !== null;
  }

  /** True where the server refuses what would write outside a transaction. */
  get readOnlyOutside(): boolean {
    return this.#readOnlyOutside;
  }

  /**
   * Executes a statement after those before it.
   * @param onFailure runs when it fails; nobody else need wait for it
   */
  execute(statement: Statement, onFailure?: (error: unknown) => void): void {
    const answered = () => this.#unanswered.delete(statement);
    statement.then(answered, (error: unknown) => {
      answered();
      onFailure?.(error);
    });
    if (this.#lost !== null) return statement.reject(this.#lost);
    this.#unanswered.add(statement);
    this.#send(statement);
  }

  /** Executes a command that has no parameters, ahead of all that is asked for after it. */
  say(command: string): Promise<{ command: string }> {
    const statement = this.#client.unsafe(command);
    (statement as unknown as Statement).handler = (made) => this.execute(made);
    return statement.execute();
  }

  /** Executes a statement that stands alone, outside any transaction. */
  async executeAlone(statement: Statement): Promise<void> {
    const set = async (value: string) =>
      this.#readOnlyOutside && this.say(`set default_transaction_read_only = ${value}`);
    const opened = set('off');
    // What is said is sent a moment later.
    await Promise.resolve();
    this.execute(statement);
    const closed = set('on');
    await Promise.all([opened, closed]).catch(() => this.destroy());
    await statement;
  }

  /** Runs a function once the connection is lost, which may be at once. @returns a function that takes this back */
  whenLost(run: (why: Error) => void): () => void {
    if (this.#lost !== null) run(this.#lost);
    this.#whenLost.add(run);
    return () => this.#whenLost.delete(run);
  }

  /** Ends a connection on which nothing is at work. */
  async end(): Promise<void> {
    this.#lose(connectionError('CONNECTION_ENDED', this.#host));
    await this.#client.end({ timeout: END_SECONDS });
    this.#socket?.destroy();
  }

  destroy(why: Error = connectionError('CONNECTION_DESTROYED', this.#host)): void {
    this.#lose(why);
    this.#socket?.destroy();
  }

  #connect(watch: Opening['watch']): Socket {
    // The package asks for a second one where the first is lost.
    if (this.#socket !== null) throw this.#lost ?? connectionError('CONNECTION_CLOSED', this.#host);
    const { host, port, path } = this.#host;
    const socket = new Socket();
    // With TLS the package asks the socket for the name of the server.
    this.#socket = Object.assign(socket, { host, port });
    socket.once('error', (cause) => this.#lose(undefined, cause));
    if (path === null) socket.connect(port, host);
    else socket.connect(path);
    watch?.(socket);
    return socket;
  }

  async #begin({ writes, readOnlyOutside }: Opening): Promise<void> {
    const text = first(readOnlyOutside ? READ_ONLY_OUTSIDE : '');
    // Not through `say`: where connecting fails, the package says why.
    const types = await this.#client.unsafe<(ArrayType & { readOnly: string })[]>(text);
    const takesWrites = types[0]?.readOnly === 'off';
    if (writes && !takesWrites) {
      throw connectionError('CONNECTION_CLOSED', this.#host, { cause: 'It takes no writes.' });
    }
    // Where its keeper lets a database take no writes, a transaction does not overrule it.
    this.#readOnlyOutside = readOnlyOutside && takesWrites;
    convertArrays(this.#client.options, types);
  }

  #lose(why?: Error, cause?: Error): void {
    if (this.#lost !== null) return;
    const error = why ?? connectionError('CONNECTION_CLOSED', this.#host, { cause });
    this.#lost = error;
    for (const statement of this.#unanswered) statement.reject(error);
    this.#unanswered.clear();
    for (const run of this.#whenLost) run(error);
  }
}

async function inTime<T>(seconds: number, late: Error, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late), seconds * 1_000);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
