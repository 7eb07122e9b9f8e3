import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { databasesFolder } from './databases-folder.ts';
import { makeServer } from './replicated-server.ts';

const PATIENCE_MILLISECONDS = 60_000;
const LOOK_MILLISECONDS = 50;
const RELOAD = 'select pg_reload_conf()';

/** A primary and its hot standby that takes over from it. */
export type PrimaryWithStandby = {
  /** Address of a database that names both servers. */
  url(database: string): string;
  /** Address of a database on the server that takes writes. */
  primaryUrl(database: string): string;
  /** Lets each commit of the primary wait until the standby has it. */
  synchronise(): Promise<void>;
  /** Ends all processes of the primary at once. */
  killPrimary(): void;
  /** Makes the standby the primary, or waits until it is; the other server is dead until it is rebuilt. */
  promote(): Promise<void>;
  /** Makes the killed server the standby of the promoted one. */
  rebuild(): Promise<void>;
  stop(): Promise<void> | void;
};

/** Two servers of PostgreSQL on this machine that are led by hand. */
export type StandbyPair = PrimaryWithStandby & {
  standbyUrl(database: string): string;
  /** Ends all processes of the standby at once, or starts it again. */
  killStandby(): void;
  startStandby(): Promise<void>;
  /** Runs a statement on the standby. */
  onStandby(statement: string): Promise<unknown>;
  /** Cuts the standby off from what the primary commits; commits no longer wait for it. */
  holdBack(): Promise<void>;
};

export async function startStandbyPair(binaries: string): Promise<StandbyPair> {
  const folder = mkdtempSync(join(databasesFolder(), 'diaban-pair-'));
  const servers = [await makeServer(binaries, folder), await makeServer(binaries, folder)] as const;
  const hosts = servers.map(({ port }) => `127.0.0.1:${port}`).join(',');
  let [primary, standby] = servers;
  await primary.start();
  await standby.follow(primary);
  return {
    url: (database) => `postgres://postgres@${hosts}/${database}`,
    primaryUrl: (database) => primary.url(database),
    standbyUrl: (database) => standby.url(database),
    killStandby: () => standby.killNine(),
    startStandby: () => standby.start(),
    onStandby: (statement) => standby.ask(statement),
    async synchronise() {
      await primary.ask("alter system set synchronous_standby_names = '*'", RELOAD);
      const start = performance.now();
      while (performance.now() - start < PATIENCE_MILLISECONDS) {
        const joined = await primary.ask(
          "select pid from pg_stat_replication where sync_state = 'sync' and state = 'streaming'",
        );
        if (joined.length === 1) return;
        await pause(LOOK_MILLISECONDS);
      }
      throw new Error('the standby does not follow the primary');
    },
    async holdBack() {
      await primary.ask('alter system reset synchronous_standby_names', RELOAD);
      await standby.ask("alter system set primary_conninfo = ''", RELOAD);
    },
    killPrimary: () => primary.killNine(),
    async promote() {
      // Nobody follows it yet: a commit that waits for a standby would wait until one is made.
      await standby.ask('alter system reset synchronous_standby_names', RELOAD);
      await standby.promote();
      [primary, standby] = [standby, primary];
    },
    rebuild: () => standby.follow(primary),
    stop() {
      for (const server of servers) server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
