import { NOTICE_PAGE, type NoticeList } from '#server/contract/notice.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { PushState } from '#server/contract/push.ts';
import { gather } from '#server/db/gather.ts';
import { asActor, asSystem, lookUp } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { findServerKey, listDevices } from './push-queries.ts';
import { groupsOf } from './push-rules.ts';
import { countUnread, listNotices, newestNotices } from './queries.ts';

/** A page of the actor's notices with the count of all unread ones. `before`: only older ones; null for the latest. */
export async function readNotices(
  deps: Deps,
  actor: Actor,
  before: number | null,
): Promise<NoticeList> {
  const { accountId } = actor;
  return asActor(deps.database, actor, async (sql) => {
    const found = await listNotices(sql, accountId, before);
    const unread = await countUnread(sql, accountId);
    return { items: found.slice(0, NOTICE_PAGE), unread, more: found.length > NOTICE_PAGE };
  });
}

/** Reads for all open pages that look in the same moment; each learns its own number. */
const newestOf = gather(async ({ database }: Pick<Deps, 'database'>, ids: readonly string[]) => {
  const rows = await lookUp(database, (sql) => newestNotices(sql, ids));
  return new Map(rows.map(({ accountId, newest }) => [accountId, newest]));
});

/** Number of the actor's newest notice, by which an open page learns that there is a new one; 0 where there is none. */
export async function readNewestNotice(deps: Deps, actor: Actor): Promise<number> {
  return (await newestOf(deps, actor.accountId)) ?? 0;
}

/** The actor's browsers that are told, and the key with which another one subscribes. */
export async function readPush(deps: Deps, actor: Actor, sessionId: string): Promise<PushState> {
  const key = await asSystem(deps.database, findServerKey);
  const devices = await asActor(deps.database, actor, (sql) => listDevices(sql, actor.accountId));
  const off = deps.config.push.services.length === 0;
  return {
    serverKey: off ? null : (key?.publicKey ?? null),
    devices: devices.map(({ endpoint, kinds, sessionId: subscribed }) => ({
      endpoint,
      groups: groupsOf(kinds),
      ofThisSession: subscribed === sessionId,
    })),
  };
}
