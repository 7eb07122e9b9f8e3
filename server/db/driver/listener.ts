import { setTimeout as pause } from 'node:timers/promises';

import type { Connection } from './connection.ts';

type Ear = { hear: (message: string) => void; onListen: () => void };
type Open = (hear: (channel: string, message: string) => void) => Promise<Connection>;

const RETRY_MILLISECONDS = 500;

/** Listens to channels over one connection, and over a new one when it is lost. */
export class Listener {
  readonly #open: Open;
  readonly #ears = new Map<string, Ear[]>();
  #connection: Promise<Connection> | null = null;
  #ended = false;

  constructor(open: Open) {
    this.#open = open;
  }

  /**
   * @param hear runs at each message of the channel
   * @param onListen runs when it is listened to, also anew after a loss: messages may have been missed
   */
  async listen(channel: string, hear: Ear['hear'], onListen: Ear['onListen']): Promise<void> {
    const ear = { hear, onListen };
    const connection = await (this.#connection ??= this.#connect());
    this.#ears.set(channel, [...(this.#ears.get(channel) ?? []), ear]);
    await this.#tell(connection, channel, [ear]);
  }

  async end(): Promise<void> {
    this.#ended = true;
    const connection = await this.#connection?.catch(() => null);
    await connection?.end();
  }

  async #connect(): Promise<Connection> {
    try {
      const connection = await this.#open((channel, message) => {
        for (const { hear } of this.#ears.get(channel) ?? []) hear(message);
      });
      connection.whenLost(() => void this.#connectAgain());
      return connection;
    } catch (error) {
      this.#connection = null;
      throw error;
    }
  }

  async #connectAgain(): Promise<void> {
    while (!this.#ended) {
      this.#connection = this.#connect();
      try {
        const connection = await this.#connection;
        for (const [channel, ears] of this.#ears) await this.#tell(connection, channel, ears);
        return;
      } catch {
        await pause(RETRY_MILLISECONDS, undefined, { ref: false });
      }
    }
  }

  async #tell(connection: Connection, channel: string, ears: readonly Ear[]): Promise<void> {
    await connection.say(`listen "${channel.replaceAll('"', '""')}"`);
    for (const { onListen } of ears) onListen();
  }
}
