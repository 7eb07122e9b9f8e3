import { type Config, readConfig } from '#server/configuration/config.ts';
import { systemClock } from '#server/clock.ts';
import { type Database, openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { createObjectStore, type ObjectStore } from '#server/object-store/object-store.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';
import { openTried } from '#server/tried-database.ts';

/** Reads the configuration from the environment. Throws with the names of invalid variables. */
export function configurationOfEnvironment(): Config {
  return readConfig(process.env);
}

/** The object store of the environment; null where none is named. */
export function storeOf({ objectStore }: Config): ObjectStore | null {
  return objectStore === null ? null : createObjectStore(objectStore);
}

/** Opens the database of the environment without migrating it, and closes it after `work`. */
export async function withDatabaseAsItIs<T>(work: (database: Database) => Promise<T>): Promise<T> {
  return inDatabase(openDirect, work);
}

/**
 * Opens the database of the environment, brings it to this program's state (tried on a copy first), and closes it when
 * `work` is over. Refuses while a server runs on the same embedded folder.
 */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const open = () =>
    openTried(configurationOfEnvironment(), openDirect, (what) => console.error(what));
  return inDatabase(open, async (database) => {
    await migrate(database);
    await installReferenceData(database, systemClock);
    return await work(database);
  });
}

/** Commands hold long transactions and sessions, which are not for a pooler, and some change tables. */
async function openDirect(): Promise<Database> {
  return openDatabase(asOwner(configurationOfEnvironment()));
}

/** The addresses of a configuration as the owner of the tables uses them. */
export function asOwner(configuration: Config): Config {
  const { databaseOwnerUrl, databaseDirectUrl, databaseUrl } = configuration;
  return {
    ...configuration,
    databaseUrl: databaseOwnerUrl ?? databaseDirectUrl ?? databaseUrl,
    databaseDirectUrl: null,
    databaseOwnerUrl: null,
  };
}

async function inDatabase<T>(
  open: () => Promise<Database>,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await open();
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
