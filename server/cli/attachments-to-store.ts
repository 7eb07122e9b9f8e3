import { moveToStore } from '#server/features/attachments/move-commands.ts';
import { tryStore } from '#server/object-store/watch-store.ts';
import { operatorWarning } from '#server/contract/operator-warning.ts';

import { configurationOfEnvironment, storeOf, withDatabaseAsItIs } from './open-database.ts';

/** Files between two lines of progress. */
const TOLD_EACH = 500;
const MEBIBYTE = 1_048_576;

/**
 * Moves photos and papers from the folder of the environment to its object store. A server on a database of its own
 * may run meanwhile, if it knows the store; the embedded one must be stopped first. It can be killed and begun again.
 * Exits 1 without a store, where the store is not usable, or where files are damaged.
 */
export async function run(args: readonly string[]): Promise<number> {
  const config = configurationOfEnvironment();
  const store = storeOf(config);
  if (store === null || args.length > 0) {
    console.error(
      'attachments-to-store takes nothing, and needs DIABAN_STORE_URL and its companions.',
    );
    return 1;
  }
  const warning = await tryStore(store);
  if (warning !== null) {
    console.error(operatorWarning(warning).detail);
    return 1;
  }
  let told = 0;
  const done = await withDatabaseAsItIs((database) =>
    moveToStore({ config, database }, store, (soFar, of) => {
      if (soFar.moved < told + TOLD_EACH) return;
      told = soFar.moved;
      console.log(`${told} of ${of} files are moved`);
    }),
  );
  const size = (done.bytes / MEBIBYTE).toFixed(1);
  console.log(
    `${done.moved} files, ${size} MiB, lie in ${store.name} now. ` +
      `${done.unnamed} files that no attachment names stay in the folder.`,
  );
  for (const name of done.damaged) console.error(`damaged, and left where it is: ${name}`);
  return done.damaged.length === 0 ? 0 : 1;
}
