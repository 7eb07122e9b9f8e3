import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';

import type { Sql } from '#server/db/client.ts';

import { say } from './queries.ts';

export type Heartbeat = {
  /** Milliseconds between two messages of a process to itself. */
  beat: number;
  /** Milliseconds without any message after which the connection counts as dead. */
  patience: number;
};
const STOP_MILLISECONDS = 1_000;
/** Missing messages to itself after which a process no longer counts on being told. */
const MISSED_BEATS = 3;

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
export async function keepListening(
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
