import { withDatabase } from './open-database.ts';

/**
 * Brings the database of the environment to this program's state, tried on a copy first, as the owner of its tables
 * (`DATABASE_OWNER_URL`). To be run before a service that signs in as a role that owns nothing. Throws as `migrate` does.
 */
export async function run(): Promise<number> {
  await withDatabase(async () => undefined);
  console.log('The database is in the state of this program.');
  return 0;
}
