import { Socket } from 'node:net';

export type SilenceLimits = {
  /** Milliseconds that a connection may send no byte before the database is asked about it. */
  quiet: number;
  /** Milliseconds between two checks of the connections. */
  look: number;
  /** Milliseconds that the database may take to say how many of its processes are at work. */
  ask: number;
};
/** Longer than any person's statement may take, so that PostgreSQL itself ends a slow one first. */
export const SILENCE_LIMITS: SilenceLimits = { quiet: 40_000, look: 5_000, ask: 5_000 };

/** Part of the quiet time after which an idle connection is closed. */
const IDLE_PART = 0.75;

/** The host and port whose turn it is, or the socket file, that the driver connects to. */
type Address = { host: readonly string[]; port: readonly number[]; path?: string | false };
/** Options of the driver: how it connects, and after how many seconds it closes an idle connection. */
type PoolOptions = { socket: (address: Address) => Socket; idle_timeout: number };
/** Questions to the database over a connection of their own. */
type Aside = {
  /** Counts the sessions of this pool at work. */
  countAtWork(): Promise<number>;
  /** Ends the sessions of this pool that have been at the same statement of a transaction, or after it, for that long. */
  endForgotten(milliseconds: number): Promise<void>;
};
type Watched = { bytesRead: number; heardAt: number };

/**
 * Makes the connections of a pool, and ends connections that died without notice: the other machine is gone, or a
 * firewall forgot them. PostgreSQL's own limits cannot help then, and the system's take a quarter of an hour. The pool
 * closes idle connections early, so a quiet one waits for an answer. If the database reports as many processes at work,
 * the answers are still to come. Otherwise all quiet connections are ended, the statements on them fail, and the pool
 * makes new ones. Their sessions in the database do not learn of it and would keep their locks: they are ended too.
 */
export function watchConnections(
  limits: SilenceLimits,
  aside: Aside,
): { poolOptions: PoolOptions; stop: () => void } {
  const watched = new Map<Socket, Watched>();
  let asking = false;

  function connect({ host, port, path }: Address): Socket {
    const socket = new Socket();
    if (typeof path === 'string') socket.connect(path);
    else socket.connect(port[0] ?? 0, host[0] ?? '');
    watched.set(socket, { bytesRead: 0, heardAt: performance.now() });
    // The driver asks the socket for the name of the server when it uses TLS.
    return Object.assign(socket, { host: host[0], port: port[0] });
  }

  function quietOnes(): Socket[] {
    const now = performance.now();
    for (const [socket, last] of watched) {
      if (socket.destroyed) watched.delete(socket);
      else if (socket.bytesRead !== last.bytesRead) {
        watched.set(socket, { bytesRead: socket.bytesRead, heardAt: now });
      }
    }
    return [...watched].flatMap(([socket, { heardAt }]) =>
      now - heardAt > limits.quiet ? socket : [],
    );
  }

  async function look(): Promise<void> {
    if (asking || quietOnes().length === 0) return;
    asking = true;
    const atWork = await withinTime(aside.countAtWork(), limits.ask).catch(() => 0);
    // Some may have got their answer meanwhile.
    const quiet = quietOnes();
    if (atWork < quiet.length) {
      for (const socket of quiet) socket.destroy();
      // Half the time, since a session waits from the moment of its answer, which was not heard.
      await withinTime(aside.endForgotten(limits.quiet / 2), limits.ask).catch(() => undefined);
    }
    asking = false;
  }

  const looks = setInterval(() => void look(), limits.look);
  looks.unref();
  const idle_timeout = (IDLE_PART * limits.quiet) / 1_000;
  return {
    poolOptions: { socket: connect, idle_timeout },
    stop: () => clearInterval(looks),
  };
}

async function withinTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
