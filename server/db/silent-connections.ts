import { Socket } from 'node:net';

export type SilenceLimits = {
  /** How long a connection may give no byte before it is asked about, milliseconds. */
  quiet: number;
  /** Between two looks at the connections, milliseconds. */
  look: number;
  /** How long the database may take to say how many of its processes are at work, milliseconds. */
  ask: number;
};
/** Longer than the statement of a person may take, so that PostgreSQL itself is the first to end one. */
export const SILENCE_LIMITS: SilenceLimits = { quiet: 40_000, look: 5_000, ask: 5_000 };

/** An idle connection is closed after this part of the time that makes a quiet one suspect. */
const IDLE_PART = 0.75;

/** Where the driver would connect to. */
type Address = { host: readonly string[]; port: readonly number[]; path?: string | false };
/** Options of the driver: how it connects, and after how many seconds it closes an idle connection. */
type PoolOptions = { socket: (address: Address) => Socket; idle_timeout: number };
type Watched = { bytesRead: number; heardAt: number };

/**
 * Makes the connections of a pool and ends those that are dead without anybody having been told: a machine that is
 * gone, a firewall that forgot. PostgreSQL's own limits cannot help there, and the system's take a quarter of an hour.
 * The pool closes idle connections before they are quiet for long: one that is quiet waits for an answer. Where the
 * database says that as many of its processes are at work, the answer is still to come; otherwise all of them end,
 * what waits on them fails, and the pool makes new ones.
 */
export function watchConnections(
  limits: SilenceLimits,
  countAtWork: () => Promise<number>,
): { poolOptions: PoolOptions; stop: () => void } {
  const watched = new Map<Socket, Watched>();
  let made = 0;
  let asking = false;

  function connect({ host, port, path }: Address): Socket {
    const socket = new Socket();
    const index = made % host.length;
    made += 1;
    if (typeof path === 'string') socket.connect(path);
    else socket.connect(port[index] ?? 0, host[index] ?? '');
    watched.set(socket, { bytesRead: 0, heardAt: performance.now() });
    // The driver's security by TLS asks the socket for the name of the other side.
    return Object.assign(socket, { host: host[index], port: port[index] });
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
    const atWork = await withinTime(countAtWork(), limits.ask).catch(() => 0);
    asking = false;
    // Some may have been answered meanwhile.
    const quiet = quietOnes();
    if (atWork >= quiet.length) return;
    for (const socket of quiet) socket.destroy();
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
