import { setTimeout as pause } from 'node:timers/promises';

import type { Connection } from './connection.ts';
import { connectionError, type Host } from './connection-error.ts';

export type PoolLimits = {
  /** Number of connections. */
  max: number;
  /** Seconds after which an idle connection is ended; null for never. */
  idleSeconds: number | null;
  /** Seconds after which a connection is not used again; null for never. */
  lifeSeconds: number | null;
};
type Waiting = { take: (connection: Connection) => void; fail: (error: unknown) => void };

/** Longest pause before a connection is tried again after failures, and what each failure adds to it. */
const RETRY_SECONDS = 0.5;
const RETRY_STEP_SECONDS = 0.05;

/** Keeps connections, of which each serves one transaction at a time. Who finds none free waits in turn. */
export class Pool {
  readonly #open: () => Promise<Connection>;
  readonly #limits: PoolLimits;
  readonly #host: Host;
  /** Each idle connection with the function that wakes it: it ends its limit of time. The last was used last. */
  readonly #idle = new Map<Connection, () => void>();
  readonly #busy = new Set<Connection>();
  readonly #waiting: Waiting[] = [];
  #making = 0;
  #failures = 0;
  #failedAt = 0;
  #ending: Promise<void> | null = null;
  #tellEnded: () => void = () => undefined;

  /** @param host the address that errors name */
  constructor(open: () => Promise<Connection>, limits: PoolLimits, host: Host) {
    this.#open = open;
    this.#limits = limits;
    this.#host = host;
  }

  /** Gives a connection to the caller alone, who gives it back. Throws where none can be made. */
  async take(): Promise<Connection> {
    if (this.#ending !== null) throw this.#ended();
    const free = [...this.#idle.keys()].at(-1);
    if (free !== undefined) return this.#occupy(free);
    if (this.#idle.size + this.#busy.size + this.#making < this.#limits.max) return this.#make();
    return new Promise((take, fail) => this.#waiting.push({ take, fail }));
  }

  give(connection: Connection): void {
    const { lifeSeconds } = this.#limits;
    const seconds = (performance.now() - connection.openedAt) / 1_000;
    const isOver = this.#ending !== null || (lifeSeconds !== null && seconds > lifeSeconds);
    if (isOver && !connection.lost) {
      // It counts until it is gone.
      void connection.end().then(() => this.give(connection));
      return;
    }
    this.#busy.delete(connection);
    if (!connection.lost) this.#rest(connection);
    this.#serveNext();
  }

  /**
   * Ends all connections: idle ones at once, the others when their work is done.
   * @param seconds after which work fails; null for never
   */
  async end(seconds: number | null): Promise<void> {
    this.#ending ??= this.#end(seconds);
    await this.#ending;
  }

  async #end(seconds: number | null): Promise<void> {
    // The caller has noted that this goes on.
    await Promise.resolve();
    for (const { fail } of this.#waiting.splice(0)) fail(this.#ended());
    const idle = [...this.#idle.keys()];
    for (const connection of idle) this.#wake(connection);
    const work = new Promise<void>((resolve) => (this.#tellEnded = resolve));
    const destroy = () => {
      for (const connection of this.#busy) connection.destroy();
      this.#tellEnded();
    };
    const limit = seconds === null ? undefined : setTimeout(destroy, seconds * 1_000);
    this.#serveNext();
    await Promise.all([work, ...idle.map((connection) => connection.end())]);
    clearTimeout(limit);
  }

  #ended(): Error {
    return connectionError('CONNECTION_ENDED', this.#host);
  }

  #occupy(connection: Connection): Connection {
    this.#wake(connection);
    this.#busy.add(connection);
    return connection;
  }

  #wake(connection: Connection): void {
    this.#idle.get(connection)?.();
    this.#idle.delete(connection);
  }

  #rest(connection: Connection): void {
    const forget = connection.whenLost(() => this.#wake(connection));
    const { idleSeconds } = this.#limits;
    const limit =
      idleSeconds === null
        ? undefined
        : setTimeout(() => void connection.end(), idleSeconds * 1_000).unref();
    this.#idle.set(connection, () => {
      forget();
      clearTimeout(limit);
    });
  }

  /** Serves who waits: with an idle connection, or with one that takes the place of a lost one. */
  #serveNext(): void {
    if (this.#ending !== null && this.#busy.size + this.#making === 0) this.#tellEnded();
    const next = this.#waiting.shift();
    if (next !== undefined) this.take().then(next.take, next.fail);
  }

  async #make(): Promise<Connection> {
    this.#making += 1;
    try {
      await this.#pauseAfterFailure();
      const connection = await this.#open();
      this.#failures = 0;
      if (this.#ending !== null) {
        await connection.end();
        throw this.#ended();
      }
      this.#busy.add(connection);
      return connection;
    } catch (error) {
      this.#failures += 1;
      this.#failedAt = performance.now();
      queueMicrotask(() => this.#serveNext());
      throw error;
    } finally {
      this.#making -= 1;
    }
  }

  async #pauseAfterFailure(): Promise<void> {
    const seconds = Math.min(this.#failures * RETRY_STEP_SECONDS, RETRY_SECONDS);
    const left = this.#failedAt + seconds * 1_000 - performance.now();
    if (this.#failures > 0 && left > 0) await pause(left);
  }
}
