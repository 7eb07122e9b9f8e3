import type { Logger } from 'pino';

import { type Config, isPrivate } from '#server/configuration/config.ts';

import { jobsOf, startBeside, startFeatures } from './app-features.ts';
import { createApp } from './app.ts';
import { assembleDeps } from './assemble-deps.ts';
import { startSequencer } from './audit-tree/sequence.ts';
import type { Authentication } from './authentication/authentication.ts';
import { areHashed, hashBackupCodes } from './authentication/backup-codes.ts';
import { listSealed, saveSealed, type SealedText } from './authentication/sealed-queries.ts';
import { systemClock } from './clock.ts';
import type { Database } from './db/client.ts';
import { migrate } from './db/migrate.ts';
import { asSystem } from './db/transaction.ts';
import { settleRestores } from './features/backups/settle-commands.ts';
import { applyWaitingSchedules } from './features/checks/commands.ts';
import { installReferenceData } from './reference-data/install-reference-data.ts';
import { DEMO_PASSWORD } from './demo/cast.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { followDatabase } from './features/live/follow-jobs.ts';
import { readConfiguration } from './features/operations/read-configuration.ts';
import type { Fetch } from './http/listen.ts';
import { serveClient } from './http/static.ts';
import { watchStore } from './object-store/watch-store.ts';
import { startJobs } from './jobs/job-runner.ts';
import { readAhead, warmConnections } from './read-ahead.ts';
import type { SetUpService } from './set-up.ts';

/** Demo accounts have a published password: a database that holds them is not for others to reach. */
const DEMO_IN_PUBLIC =
  'This folder holds the demonstration, whose passwords are published. Serve it on 127.0.0.1 only, ' +
  'or choose another folder with DIABAN_DATA_DIR and DIABAN_SEED=none.';

/** Costs of one address for everything. */
const SIGNS_IN_AS_OWNER =
  'DATABASE_URL signs in as the owner of the tables: who takes over this program can change rows that are never ' +
  'changed, the log among them, and read past the walls between persons. server/deploy/roles.sql makes a role that ' +
  'owns nothing; the owner then stands in DATABASE_OWNER_URL.';

export type Served = {
  /** The published one, where the database holds the demonstration. */
  demoPassword: string | null;
  /** The code for restoring a backup, drawn at this start; null where data was entered or the operator has set a code. */
  setUpCode: string | null;
  fetch: Fetch;
  /** Ends the work that runs beside the requests. */
  endWork(): Promise<void>;
  /** Closes the database; called once no request is running. */
  close(): Promise<void>;
};

/**
 * Brings the database up to date, loads the engine and puts the product together. Takes over the databases and closes
 * them when that fails.
 * @param given.building the folder of the browser's part, when it is ready
 */
export async function prepare(given: {
  config: Config;
  database: Database;
  /** A standby that the map is read from. */
  replica?: Database | undefined;
  building: Promise<string>;
  log: Logger;
  stopping: AbortSignal;
  setUp: SetUpService;
}): Promise<Served> {
  const { config, database, replica, building, log, stopping, setUp } = given;
  const close = async () => void (await Promise.all([database.close(), replica?.close()]));
  try {
    await bringUpToDate(given);
    const deps = await assembleDeps({
      config,
      database,
      replica,
      clock: systemClock,
      log,
      stopping,
      setUp,
    });
    if (config.seed === 'demo' && database.kind === 'embedded' && isPrivate(config)) {
      await seedDemo(deps);
    }
    const { demo, unused } = await readConfiguration(deps);
    if (demo && !isPrivate(config)) throw new Error(DEMO_IN_PUBLIC);
    await applyWaitingSchedules(deps);
    await deps.points.load();
    const warmed = warmConnections(deps);
    watchStore(deps);
    await renewSealed(deps);
    await startFeatures(deps);
    // Every answer names the installation by its first key.
    await deps.logKeys.published();
    const unfollow = await followDatabase(deps);
    const sequencer = startSequencer(deps);
    const app = createApp(deps, { client: await serveClient(await building) });
    const jobs = startJobs(deps, jobsOf(deps));
    const beside = startBeside(deps);
    await warmed;
    // In the background: the start does not wait for it.
    void readAhead(deps);
    return {
      demoPassword: demo ? DEMO_PASSWORD : null,
      setUpCode: unused && config.setUpCode === null ? setUp.code : null,
      fetch: app.fetch,
      async endWork() {
        await Promise.all([jobs.stop(), beside.stop(), sequencer.stop(), unfollow()]);
        deps.mailer?.close();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Migrates, ends what restores have left, and installs the reference data. */
async function bringUpToDate({
  config,
  database,
  log,
}: Pick<Parameters<typeof prepare>[0], 'config' | 'database' | 'log'>): Promise<void> {
  if (database.kind === 'server' && database.systemRole === null) log.warn(SIGNS_IN_AS_OWNER);
  const { applied } = await migrate(database);
  if (applied.length > 0) log.info({ applied }, 'migrated');
  // Before the secret and the folder of photos are read, which a restore may have brought.
  const restores = await settleRestores(config, database);
  if (restores.completed + restores.removed > 0) log.info(restores, 'ended what restores had left');
  await installReferenceData(database, systemClock);
}

type Given = { database: Database; authentication: Authentication; log: Pick<Logger, 'info'> };

/**
 * Brings what is encrypted or hashed up to date at the start: what the secret before the present one has encrypted is
 * encrypted anew, and backup codes of earlier versions, which were encrypted, are hashed. What neither secret opens stays.
 */
export async function renewSealed({ database, authentication, log }: Given): Promise<void> {
  const listed = await asSystem(database, listSealed);
  let renewed = 0;
  for (const sealed of listed) {
    const text = await renewedText(authentication, sealed);
    if (text === null) continue;
    await asSystem(database, (sql) => saveSealed(sql, sealed, text));
    renewed += 1;
  }
  if (renewed > 0)
    log.info({ renewed }, 'what the former secret or version had sealed is sealed anew');
}

/** Gives the new form of a text; null where it needs none, or where neither secret opens it. */
async function renewedText(
  authentication: Authentication,
  { kind, text }: SealedText,
): Promise<string | null> {
  if (kind === 'backup codes') {
    if (areHashed(text)) return null;
    const codes = await authentication.unseal(text);
    return codes === null ? null : await hashBackupCodes(codes);
  }
  if (await authentication.opens(text)) return null;
  const plain = await authentication.unseal(text);
  return plain === null ? null : await authentication.seal(plain);
}
