import { setMaxListeners } from 'node:events';

import type { Logger } from 'pino';

import type { Config } from '#server/configuration/config.ts';
import type { Database } from './db/client.ts';
import { openWhenReady } from './db/open-when-ready.ts';
import { SILENCE_LIMITS } from './db/silent-connections.ts';
import { answerStarting, type Fetch, type Listening } from './http/listen.ts';
import type { prepare as prepareProgram, Served } from './prepare.ts';
import { createSetUp, type ProgramControl } from './set-up.ts';
import { openTried } from './tried-database.ts';

/** Two for a load, one beside it. */
const REPLICA_CONNECTIONS = 3;

type Given = {
  config: Config;
  log: Logger;
  /** Ends the process where the program does not start anew. */
  giveUp(): void;
};
type Running = { served: Served; stopping: AbortController; hold(): Promise<void> };

/**
 * The program behind the port. A restore replaces it by a new one on the same database, port and process: no service
 * manager is needed, the page keeps its address, and the caches, keys and prepared statements of the empty register are
 * gone with their program. Other processes of the installation learn nothing of it, and are started afterwards.
 */
export type ReplaceableProgram = {
  readonly fetch: Fetch;
  /** Opens the database and starts the program, with the pages in the folder that `building` gives. */
  begin(server: Listening, building: Promise<string>): Promise<Served>;
  stop(server: Listening): Promise<void>;
};

/** Makes a program that answers that it is starting, until it has begun. */
export function createReplaceableProgram(given: Given): ReplaceableProgram {
  let answer: Fetch = answerStarting;
  let running: Running | null = null;
  let port: { server: Listening; building: Promise<string> } | null = null;
  const control: ProgramControl = {
    hold: async () => running?.hold(),
    async renew() {
      const before = running;
      running = null;
      answer = answerStarting;
      before?.stopping.abort();
      await before?.served.close();
      await start().catch((error: unknown) => {
        // The database is whole, old or new: the service manager starts the process again.
        given.log.fatal({ err: error }, 'the program did not start anew after a restore');
        given.giveUp();
      });
    },
  };
  const setUp = createSetUp(given.config.setUpCode, control);
  async function start(): Promise<Served> {
    const stopping = new AbortController();
    // Every open stream of events listens to it.
    setMaxListeners(0, stopping.signal);
    if (port === null) throw new Error('the program has no port yet');
    const { building } = port;
    const served = await open(given, { setUp, building, stopping: stopping.signal });
    let held: Promise<void> | null = null;
    running = { served, stopping, hold: () => (held ??= served.endWork()) };
    answer = served.fetch;
    return served;
  }
  return {
    fetch: (request, env) => answer(request, env),
    begin(server, building) {
      port = { server, building };
      return start();
    },
    async stop(server) {
      running?.stopping.abort();
      await Promise.all([server.stop(), running?.hold()]);
      await running?.served.close();
    },
  };
}

/** Opens the database while the program is read: both take seconds. */
async function open(
  { config, log }: Pick<Given, 'config' | 'log'>,
  more: Pick<Parameters<typeof prepareProgram>[0], 'setUp' | 'building' | 'stopping'>,
): Promise<Served> {
  const opening = openTried(
    config,
    () =>
      openWhenReady(
        { ...config, silence: SILENCE_LIMITS },
        { tell: (reason) => log.warn({ reason }, 'waiting for the database, for 60 s at most') },
      ),
    (what, told) => log.info(told, what),
  );
  opening.catch(() => undefined);
  const openingReplica = openReplica(config, log);
  openingReplica?.catch(() => undefined);
  const { prepare } = await import('./prepare.ts');
  const database = await opening;
  const replica = await openingReplica;
  return prepare({ config, database, replica, log, ...more });
}

/** Opens the standby that the map is read from; undefined where there is none. */
function openReplica(config: Config, log: Logger): Promise<Database> | undefined {
  if (config.databaseReplicaUrl === null) return undefined;
  return openWhenReady(
    {
      databaseUrl: config.databaseReplicaUrl,
      dataDirectory: '',
      maxConnections: REPLICA_CONNECTIONS,
      silence: SILENCE_LIMITS,
    },
    { tell: (reason) => log.warn({ reason }, 'waiting for the standby, for 60 s at most') },
  );
}
