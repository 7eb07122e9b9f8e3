import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import {
  filterOfView,
  MOST_VIEWS,
  type SavedViewList,
  type SaveView,
  type WatchView,
} from '#server/contract/saved-view.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import {
  countOwnViews,
  deleteView,
  hasMailAddress,
  insertView,
  listViews,
  setWatch,
  type StoredView,
  updateView,
} from './queries.ts';
import { readViews } from './read-views.ts';

/** Parts of a view's address that are positions: `105.85,21.03` is never a telephone number. */
const POSITION_KEYS: ReadonlySet<string> = new Set(['at', 'within', 'bbox']);
const POSITIONS = /^-?\d{1,3}(?:\.\d{1,10})?(?:[,;]-?\d{1,3}(?:\.\d{1,10})?)+$/;

/** The name, and of a shared view every value in its address: others read what somebody has searched for. */
function wordsForOthers({ name, search, sharedWith }: SaveView): Record<string, string> {
  const words: Record<string, string> = { name };
  if (sharedWith === null) return words;
  for (const [key, value] of Object.entries(search)) {
    const isPosition = POSITION_KEYS.has(key) && POSITIONS.test(String(value));
    if (!isPosition) words[`search/${key}`] = String(value);
  }
  return words;
}

/** Keeps a view by name. Throws `text.personal_data`, `text.secret_marking`, `view.too_many`, `view.name_taken`. */
export async function saveView(deps: Deps, actor: Actor, input: SaveView): Promise<SavedViewList> {
  refuseForbiddenText(wordsForOthers(input));
  const { accountId } = actor;
  await writeAsActor(deps.database, actor, async (sql) => {
    if ((await countOwnViews(sql, accountId)) >= MOST_VIEWS) {
      throw new AppError('view.too_many', { parameters: { most: MOST_VIEWS } });
    }
    const id = await insertView(sql, { ...input, accountId, savedAt: deps.clock.now() });
    if (id === null) throw nameTaken();
  });
  return readViews(deps, actor);
}

/** Writes an own view anew. Throws `text.personal_data`, `text.secret_marking`, `view.not_found`, `view.name_taken`. */
export async function changeView(
  deps: Deps,
  actor: Actor,
  viewId: number,
  input: SaveView,
): Promise<SavedViewList> {
  refuseForbiddenText(wordsForOthers(input));
  const { accountId } = actor;
  await writeAsActor(deps.database, actor, async (sql) => {
    await findOwn(sql, accountId, viewId);
    const given = { ...input, accountId, savedAt: deps.clock.now() };
    if (!(await updateView(sql, viewId, given))) throw nameTaken();
  });
  return readViews(deps, actor);
}

/** Deletes an own view, and with it all watches on it. Throws `view.not_found`. */
export async function removeView(deps: Deps, actor: Actor, viewId: number): Promise<SavedViewList> {
  await writeAsActor(deps.database, actor, async (sql) => {
    await findOwn(sql, actor.accountId, viewId);
    await deleteView(sql, viewId);
  });
  return readViews(deps, actor);
}

/**
 * Begins, changes or ends a watch on a view. Throws `view.not_found`, `view.no_mail_address`; `view.of_a_past_day` where
 * nothing can come into it.
 */
export async function watchView(
  deps: Deps,
  actor: Actor,
  viewId: number,
  { watched, byMail }: WatchView,
): Promise<SavedViewList> {
  const { accountId } = actor;
  await writeAsActor(deps.database, actor, async (sql) => {
    const [view] = await listViews(sql, accountId, viewId);
    if (view === undefined) throw new AppError('view.not_found');
    const filter = filterOfView(view.search);
    const fixed = filter?.as_of !== undefined || filter?.known_at !== undefined;
    if (watched && fixed) throw new AppError('view.of_a_past_day');
    if (watched && byMail && !(await hasMailAddress(sql, accountId))) {
      throw new AppError('view.no_mail_address');
    }
    await setWatch(sql, { accountId, viewId, watched, byMail, now: deps.clock.now() });
  });
  return readViews(deps, actor);
}

async function findOwn(
  sql: TransactionSql,
  accountId: string,
  viewId: number,
): Promise<StoredView> {
  const [view] = await listViews(sql, accountId, viewId);
  if (view === undefined || !view.own) throw new AppError('view.not_found');
  return view;
}

function nameTaken(): AppError {
  return new AppError('view.name_taken', {
    errors: [{ pointer: '/name', code: 'view.name_taken' }],
  });
}
