import { countVertices } from '#server/contract/geo.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { PLACE_TEXTS } from '#server/contract/place.ts';
import type { NewPoint } from '#server/contract/point.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { writeAsActor } from '#server/db/write-once.ts';
import type { Deps } from '#server/deps.ts';
import { deriveCommunesOfPoints } from '#server/features/communes/queries.ts';
import { refuseDate } from '#server/features/life-cycle/change-commands.ts';
import { appendEvent } from '#server/features/life-cycle/queries.ts';

import { isLocal, isOfCity } from './bounds-rules.ts';
import { insertPoint, listCommunesOfPoint } from './place-queries.ts';
import { canSeePoint, drawPointId, findCategory, replaceAliases } from './queries.ts';

const EARLIEST_DAY = '1900-01-01';

/** Enters a place that somebody else will judge; gives back its id. */
export async function proposePoint(deps: Deps, actor: Actor, input: NewPoint): Promise<number> {
  const pointId = await writeAsActor(deps.database, actor, (sql) =>
    proposeWithin(sql, deps, actor, input),
  );
  await deps.points.refresh([pointId]);
  return pointId;
}

/** The same inside a transaction of the actor's that does more; the engine has yet to be told. */
export async function proposeWithin(
  sql: TransactionSql,
  deps: Pick<Deps, 'clock'>,
  actor: Actor,
  input: NewPoint,
): Promise<number> {
  if (!can(actor.role, 'points:propose')) throw new AppError('permission.denied');
  refuseForbiddenText({
    ...statedTexts(input),
    note: input.note,
    documentNumber: input.documentNumber,
    ...namedAliases(input.aliases),
  });
  refuseDate(input.effectiveOn, EARLIEST_DAY, deps.clock.today());
  if (!isOfCity(input.geometry)) throw new AppError('point.outside_city');
  const category = await findCategory(sql, input.category);
  if (category === null) throw unknownCategory();
  const id = await drawPointId(sql);
  await insertPoint(sql, id, {
    ...input,
    kind: category.kind,
    status: 'proposed',
    statusSince: input.effectiveOn,
    proposedBy: actor.accountId,
    createdAt: deps.clock.now(),
  });
  await placeWithin(sql, id);
  if (actor.reach !== 'city') await refuseWide(sql, id, input);
  await replaceAliases(sql, id, input.aliases);
  appendEvent(sql, {
    pointId: id,
    seq: 1,
    cycle: 0,
    kind: 'proposed',
    effectiveOn: input.effectiveOn,
    recordedAt: deps.clock.now(),
    actorId: actor.accountId,
    actorRole: actor.role,
    documentNumber: input.documentNumber,
    note: input.note,
    statusAfter: 'proposed',
    detail: {},
  });
  await appendAudit(sql, deps.clock, {
    action: 'point.propose',
    subjectKind: 'point',
    subjectId: id,
    detail: { category: category.code, vertices: countVertices(input.geometry.coordinates) },
  });
  return id;
}

/** A place across many communes is for those who watch the whole city. */
async function refuseWide(
  sql: TransactionSql,
  pointId: number,
  { geometry }: NewPoint,
): Promise<void> {
  const { length: communes } = await listCommunesOfPoint(sql, pointId);
  if (!isLocal(geometry, communes)) throw new AppError('point.too_wide');
}

/** Finds the communes of a new or moved place; who does not reach them may not put it there. */
export async function placeWithin(sql: TransactionSql, pointId: number): Promise<void> {
  await deriveCommunesOfPoints(sql, [pointId]);
  if (!(await canSeePoint(sql, pointId))) throw new AppError('point.outside_own_communes');
}

/** Texts of a place that are screened, by the names of their fields; null where nothing is stated. */
export function statedTexts(
  place: Partial<Record<(typeof PLACE_TEXTS)[number], string | null | undefined>>,
): Record<string, string | null> {
  return Object.fromEntries(PLACE_TEXTS.map((name) => [name, place[name] ?? null]));
}

export function namedAliases(aliases: readonly { name: string; source: string | null }[]) {
  return Object.fromEntries(
    aliases.flatMap((alias, index) => [
      [`aliases/${index}/name`, alias.name] as const,
      [`aliases/${index}/source`, alias.source] as const,
    ]),
  );
}

export function unknownCategory(): AppError {
  return new AppError('point.category_unknown', {
    errors: [{ pointer: '/category', code: 'point.category_unknown' }],
  });
}
