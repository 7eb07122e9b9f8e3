import { can, type Actor } from '#server/contract/permission.ts';
import type { RouteList, RouteListQuery } from '#server/contract/route.ts';
import { foldText } from '#server/contract/text.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { listRoutes } from './list-queries.ts';
import type { RouteRow } from './queries.ts';
import { draftOf, lastPublication } from './read-route.ts';
import { matchesPublication } from './rules/publication.ts';

/** Lists routes within reach, latest day first; one that is not announced is there for planners and its team alone until it is done. */
export async function readRoutes(
  deps: Deps,
  actor: Actor,
  query: RouteListQuery,
): Promise<RouteList> {
  const words = foldText(query.q)
    .split(' ')
    .filter((word) => word !== '');
  const planner = can(actor.role, 'routes:plan');
  return asActor(deps.database, actor, async (sql) => {
    const items: RouteList['items'] = [];
    const found = await listRoutes(sql, { ...query, words });
    for (const { publishedVersion, ...listed } of found.items) {
      const { id, version, publishedAt } = listed;
      const edited = listed.state === 'published' && version !== publishedVersion;
      const draftDiffers =
        planner && edited && (await draftDiffersFrom(sql, { id, publishedVersion, publishedAt }));
      items.push({ ...listed, draftDiffers });
    }
    const end = Number(query.cursor ?? 0) + items.length;
    return { items, total: found.total, next: end < found.total ? String(end) : null };
  });
}

/** True where an edit since the last publication has left a difference that a team would see. */
async function draftDiffersFrom(
  sql: TransactionSql,
  route: Pick<RouteRow, 'id' | 'publishedVersion' | 'publishedAt'>,
): Promise<boolean> {
  const publication = await lastPublication(sql, route);
  if (publication === null) return false;
  return !matchesPublication(await draftOf(sql, route.id), publication);
}
