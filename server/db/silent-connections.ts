import type { Socket } from 'node:net';

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

/** Options of a pool: who is given each socket, and after how many seconds an idle connection is ended. */
type OfPool = { watch: (socket: Socket) => void; idleSeconds: number };
/** Questions to the database over a connection of their own. */
type Aside = {
  /** Counts the sessions of this pool at work. */
  countAtWork(): Promise<number>;
  /** Ends the sessions of this pool that have been at the same statement of a transaction, or after it, for that long. */
  endForgotten(milliseconds: number): Promise<void>;
};
type Watched = { bytesRead: number; heardAt: number };

/**
 * Watches the connections of a pool, and ends those that died without notice: the other machine is gone, or a
 * firewall forgot them. PostgreSQL's own limits cannot help then, and the system's take a quarter of an hour. The pool
 * closes idle connections early, so a quiet one waits for an answer. If the database reports as many processes at work,
 * the answers are still to come. Otherwise all quiet connections are ended, the statements on them fail, and the pool
 * makes new ones. Their sessions in the database do not learn of it and would keep their locks: they are ended too.
 */
export function watchConnections(
  limits: SilenceLimits,
  aside: Aside,
): { ofPool: OfPool; stop: () => void } {
  const watched = new Map<Socket, Watched>();
  let asking = false;

  const watch = (socket: Socket) =>
    void watched.set(socket, { bytesRead: 0, heardAt: performance.now() });

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
  return {
    ofPool: { watch, idleSeconds: (IDLE_PART * limits.quiet) / 1_000 },
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
