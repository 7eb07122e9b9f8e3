import type { NoticeList, ReadNotices } from '#server/contract/notice.ts';
import type { Actor } from '#server/contract/permission.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { markRead } from './queries.ts';
import { readNotices } from './read-notices.ts';

/** Marks own notices as read, and gives the latest ones afterwards. */
export async function readThrough(
  deps: Deps,
  actor: Actor,
  seen: ReadNotices,
): Promise<NoticeList> {
  await writeAsActor(deps.database, actor, (sql) =>
    markRead(sql, actor.accountId, seen, deps.clock.now()),
  );
  return readNotices(deps, actor, null);
}
