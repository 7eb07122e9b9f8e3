import { readConfig } from '#server/config.ts';
import { type Database, openDatabase } from '#server/db/client.ts';

/**
 * Opens the database of the environment as it is and closes it when `work` is over. Refuses while
 * a server runs on the same embedded folder.
 */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const database = await openDatabase(config);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
