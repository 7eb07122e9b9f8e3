import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';

import type { Sql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';

import { say } from './queries.ts';

const STOP_MILLISECONDS = 1_000;

/** Missing messages to itself after which a process no longer counts on being told. */
const MISSED_BEATS = 3;

const POINTS_CHANNEL = 'diaban_points';
const ACCESS_CHANNEL = 'diaban_access';
const ORDERS_CHANNEL = 'diaban_route_orders';
const RESULTS_CHANNEL = 'diaban_route_results';
/**
 * After following, a rest of this many times as long: a storm of commits is followed in fewer, greater steps. It is
 * never longer than half the time between two looks.
 */
const REST = 3;
const RETRY_MILLISECONDS = 1_000;
/** Many sessions may end together; the readers of all open streams are then checked again this often at most. */
const ACCESS_REST_MILLISECONDS = 250;

type Timing = Heartbeat & {
  /** Milliseconds between two reads of the log without a message. */
  look: number;
};
const HEARTBEAT: Heartbeat = { beat: 1_000, patience: 5_000 };

/**
 * Keeps this process in step with the commits of other processes on the same server database. Each commit announces that
 * points have changed, and the log names them; the log is also read after a lost connection and, to be sure, every
 * so many milliseconds as the operator says, a second or less. A process that reads from a standby is told by the primary
 * too, and mostly finds the commit at its next look. Each commit that ends a session or token, or changes rights, makes
 * this process forget the sessions that it knows, which ends their open streams. Each commit that changes a route in the
 * street is told to the open streams. Returns a function that stops it. The embedded database has no other process.
 */
export async function followDatabase(
  deps: Pick<
    Deps,
    'authentication' | 'config' | 'database' | 'log' | 'mapAge' | 'points' | 'routeNews'
  >,
  timing: Timing = { ...HEARTBEAT, look: deps.config.followMilliseconds },
): Promise<() => Promise<void>> {
  const { openListener } = deps.database;
  if (openListener === null) return async () => {};
  const log = followLog(deps, timing.look / 2);
  const access = seldom(ACCESS_REST_MILLISECONDS, () => deps.authentication.sessions.forget());
  const listening = await keepListening(openListener, {
    heard: {
      [POINTS_CHANNEL]: log.look,
      [ACCESS_CHANNEL]: access.run,
      [ORDERS_CHANNEL]: () => deps.routeNews.tell('orders'),
      [RESULTS_CHANNEL]: () => deps.routeNews.tell('results'),
    },
    heartbeat: timing,
    log: deps.log,
  });
  const looks = setInterval(() => {
    deps.mapAge.note(listening.hears());
    if (!log.isLooking()) log.look();
  }, timing.look);
  looks.unref();
  return async () => {
    log.stop();
    clearInterval(looks);
    access.stop();
    await listening.stop();
  };
}

/** Reads the log of changes when asked to: one reading after another, with rests, and again after a failure. */
function followLog(
  { points, log }: Pick<Deps, 'log' | 'points'>,
  longestRest: number,
): { look: () => void; isLooking: () => boolean; stop: () => void } {
  const stopping = new AbortController();
  let waiting = false;
  let looking = 0;
  let rested = 0;
  let lost = false;

  async function follow(): Promise<void> {
    // Whatever is told before the log is read will be found in it.
    if (waiting) return;
    waiting = true;
    await pause(Math.max(0, rested - performance.now()), undefined, { signal: stopping.signal });
    waiting = false;
    const start = performance.now();
    looking += 1;
    try {
      await points.catchUp();
      const took = performance.now() - start;
      rested = performance.now() + Math.min(REST * took, longestRest);
      lost = false;
    } catch (error) {
      if (stopping.signal.aborted) return;
      // The database may be away for long; once is enough to say.
      if (!lost) log.error({ err: error }, 'could not follow the database');
      lost = true;
      rested = performance.now() + RETRY_MILLISECONDS;
      look();
    } finally {
      looking -= 1;
    }
  }

  // A pause that a stop cuts short is nobody's failure.
  const look = () => void follow().catch(() => undefined);
  return { look, isLooking: () => looking > 0, stop: () => stopping.abort() };
}

/** Runs some work now, or after a rest where it has run a moment ago; never twice for what is asked during one rest. */
function seldom(restMilliseconds: number, work: () => void): { run: () => void; stop: () => void } {
  let rest: NodeJS.Timeout | null = null;
  let again = false;
  function run(): void {
    if (rest !== null) {
      again = true;
      return;
    }
    work();
    rest = setTimeout(() => {
      rest = null;
      if (again) {
        again = false;
        run();
      }
    }, restMilliseconds);
    rest.unref();
  }
  return { run, stop: () => clearTimeout(rest ?? undefined) };
}

type Heartbeat = {
  /** Milliseconds between two messages of a process to itself. */
  beat: number;
  /** Milliseconds without any message after which the connection counts as dead. */
  patience: number;
};

type Listening = {
  /** False while commits are probably not told. */
  hears(): boolean;
  stop(): Promise<void>;
};

/**
 * Listens to channels over a connection of its own: the function of a channel runs at every message, and at every new
 * connection, since messages may have been missed. A connection can die without notice, so the process sends messages to
 * itself and connects again when it does not receive them.
 */
async function keepListening(
  openListener: () => Sql,
  given: { heard: Readonly<Record<string, () => void>>; heartbeat: Heartbeat; log: Logger },
): Promise<Listening> {
  const { heard, heartbeat, log } = given;
  const own = `diaban_heartbeat_${randomUUID().slice(0, 8)}`;
  let lastHeard = performance.now();
  let speaking = false;
  let ear = openListener();

  async function listen(through: Sql): Promise<void> {
    const hearOneself = () => {
      lastHeard = performance.now();
    };
    await through.listen(own, hearOneself, hearOneself);
    for (const [channel, hear] of Object.entries(heard)) {
      // The second function runs at every connection: the first, and each one after a loss.
      await through.listen(channel, hear, hear);
    }
  }

  function listenAnew(): void {
    log.warn('the database is not heard any more: listening anew');
    hangUp(ear);
    ear = openListener();
    lastHeard = performance.now();
    speaking = false;
    // If this fails, the missing messages end this connection.
    listen(ear).catch(() => undefined);
  }

  function speak(): void {
    if (speaking) return;
    speaking = true;
    const through = ear;
    through
      .begin((sql) => say(sql, own))
      .catch(() => undefined)
      .finally(() => {
        if (through === ear) speaking = false;
      });
  }

  await listen(ear);
  const beats = setInterval(() => {
    if (performance.now() - lastHeard > heartbeat.patience) listenAnew();
    speak();
  }, heartbeat.beat);
  beats.unref();
  return {
    hears: () => performance.now() - lastHeard < MISSED_BEATS * heartbeat.beat,
    async stop() {
      clearInterval(beats);
      // A dead connection gives no answer.
      await Promise.race([ear.end({ timeout: 0 }), pause(STOP_MILLISECONDS)]);
    },
  };
}

function hangUp(ear: Sql): void {
  ear.end({ timeout: 0 }).catch(() => undefined);
}
