import type { Actor } from '#server/contract/permission.ts';
import {
  readPreferences,
  type PreferenceChange,
  type Preferences,
} from '#server/contract/preference.ts';
import { asActor } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { readChoices, saveChoices } from './queries.ts';

/** The own choices for the look of tables and maps. */
export async function readOwnPreferences(deps: Deps, actor: Actor): Promise<Preferences> {
  const kept = await asActor(deps.database, actor, (sql) => readChoices(sql, actor.accountId));
  return readPreferences(kept);
}

/** Changes some of the own choices and gives all of them. */
export async function changeOwnPreferences(
  deps: Deps,
  actor: Actor,
  change: PreferenceChange,
): Promise<Preferences> {
  const kept = await writeAsActor(deps.database, actor, (sql) =>
    saveChoices(sql, actor.accountId, change, deps.clock.now()),
  );
  return readPreferences(kept);
}
