import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import type { Sql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';

import { say } from './queries.ts';

export type Heartbeat = {
  /** Between two words to oneself, milliseconds. */
  beat: number;
  /** How long none may be heard, milliseconds. */
  patience: number;
};
const STOP_MILLISECONDS = 1_000;

/**
 * Hears a channel over a connection of its own: `heard` runs at every word on it, and at every connection, since
 * words may have been missed. A connection can be dead without an end that anybody is told of: a process therefore
 * speaks to itself, and listens anew when it does not hear that.
 */
export async function keepListening(
  { database, log }: Pick<Deps, 'database' | 'log'>,
  { channel, heard, heartbeat }: { channel: string; heard: () => void; heartbeat: Heartbeat },
): Promise<() => Promise<void>> {
  const { openListener } = database;
  if (openListener === null) return async () => {};
  const own = `diaban_heartbeat_${randomUUID().slice(0, 8)}`;
  let lastHeard = performance.now();
  let speaking = false;
  let ear = openListener();

  async function listen(through: Sql): Promise<void> {
    const hearOneself = () => {
      lastHeard = performance.now();
    };
    await through.listen(own, hearOneself, hearOneself);
    // The second function runs at every connection: the first, and each one after a loss.
    await through.listen(channel, heard, heard);
  }

  function listenAnew(): void {
    log.warn('the database is not heard any more: listening anew');
    hangUp(ear);
    ear = openListener?.() ?? ear;
    lastHeard = performance.now();
    speaking = false;
    // When this fails, the silence that follows ends it.
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
  return async () => {
    clearInterval(beats);
    // Nobody answers on a dead connection.
    await Promise.race([ear.end({ timeout: 0 }), pause(STOP_MILLISECONDS)]);
  };
}

function hangUp(ear: Sql): void {
  ear.end({ timeout: 0 }).catch(() => undefined);
}
