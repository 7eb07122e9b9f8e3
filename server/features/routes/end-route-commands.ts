import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type {
  DeletedRoute,
  DeleteRoute,
  RouteDetail,
  WithdrawRoute,
} from '#server/contract/route.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';

import { deleteDraft, findRoute, layAside } from './queries.ts';
import { markWithdrawn } from './publication-queries.ts';
import { readRoute } from './read-route.ts';

const UNTOUCHED_DAYS = 14;
const DAY_MILLISECONDS = 86_400_000;

/**
 * Takes a published route back from its teams, with the reason; phones stop showing it. Results that come in later are held
 * and entered in the register. Throws `route.not_found`, `route.not_published`, `route.done`, `route.withdrawn`.
 */
export async function withdrawRoute(
  deps: Deps,
  actor: Actor,
  routeId: number,
  { reason }: WithdrawRoute,
): Promise<RouteDetail> {
  refuseForbiddenText({ reason });
  await writeAsActor(deps.database, actor, async (sql) => {
    const route = await findRoute(sql, routeId, { lock: true });
    if (route === null) throw new AppError('route.not_found');
    if (route.state === 'done') throw new AppError('route.done');
    if (route.state === 'withdrawn') throw new AppError('route.withdrawn');
    if (route.state !== 'published') throw new AppError('route.not_published');
    const by = { withdrawnBy: actor.accountId, withdrawnAt: deps.clock.now() };
    await markWithdrawn(sql, { id: routeId, reason, ...by });
    await appendAudit(sql, deps.clock, {
      action: 'route.withdraw',
      subjectKind: 'route',
      subjectId: routeId,
      detail: { unannounced: route.unannounced },
    });
  });
  deps.routeNews.tell('orders');
  return readRoute(deps, actor, routeId);
}

/**
 * Deletes a draft that was never published; its places are free for other routes. Throws `route.not_found`,
 * `route.was_published`, `route.changed_meanwhile`.
 */
export async function deleteRoute(
  deps: Deps,
  actor: Actor,
  routeId: number,
  { version }: DeleteRoute,
): Promise<DeletedRoute> {
  return writeAsActor(deps.database, actor, async (sql) => {
    const route = await findRoute(sql, routeId, { lock: true });
    if (route === null) throw new AppError('route.not_found');
    if (route.publishedVersion !== null) throw new AppError('route.was_published');
    if (route.version !== version) {
      throw new AppError('route.changed_meanwhile', { parameters: { version: route.version } });
    }
    await deleteDraft(sql, routeId);
    await appendAudit(sql, deps.clock, {
      action: 'route.delete',
      subjectKind: 'route',
      subjectId: routeId,
    });
    return { routeId };
  });
}

/** Lays aside the drafts that nobody edited or opened for 14 days; an edit takes one up again. */
export async function layAsideDrafts(deps: Deps): Promise<void> {
  const before = new Date(Date.parse(deps.clock.now()) - UNTOUCHED_DAYS * DAY_MILLISECONDS);
  await asSystem(deps.database, async (sql) => {
    for (const routeId of await layAside(sql, before.toISOString(), deps.clock.today())) {
      await appendAudit(sql, deps.clock, {
        action: 'route.lay_aside',
        subjectKind: 'route',
        subjectId: routeId,
      });
    }
  });
}
