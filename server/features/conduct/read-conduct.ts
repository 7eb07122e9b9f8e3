import {
  isSeenEnough,
  sumOfConduct,
  type Conduct,
  type ConductCases,
  type ConductCasesQuery,
  type ConductFigure,
  type ConductQuery,
} from '#server/contract/conduct.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import type { Span } from './case-queries.ts';
import { countConduct, findCommuneId, listConductCases } from './queries.ts';

/**
 * Reads how the cases came about that a figure rests on.
 * @throws {AppError} `commune.not_found`, `analysis.other_commune`
 */
export async function readConduct(deps: Deps, actor: Actor, query: ConductQuery): Promise<Conduct> {
  return asActor(deps.database, actor, async (sql) =>
    conductOf(sql, query.figure, await spanOf(sql, deps, actor, query)),
  );
}

/** Conduct beside a figure, for whoever reads the figure in the same transaction. */
export async function conductOf(
  sql: TransactionSql,
  figure: ConductFigure,
  span: Span,
): Promise<Conduct> {
  const counts = sumOfConduct(await countConduct(sql, figure, span));
  const period = { from: span.from, to: span.to };
  return { figure, period, seenEnough: isSeenEnough(counts), ...counts };
}

/**
 * Lists the cases of one part of a figure: as many as its number says.
 * @throws {AppError} `commune.not_found`, `analysis.other_commune`
 */
export async function readConductCases(
  deps: Deps,
  actor: Actor,
  query: ConductCasesQuery,
): Promise<ConductCases> {
  return asActor(deps.database, actor, async (sql) => {
    const span = await spanOf(sql, deps, actor, query);
    const { parts } = await conductOf(sql, query.figure, span);
    const offset = Number(query.cursor ?? 0);
    const page = { offset: Number.isSafeInteger(offset) ? offset : 0, limit: query.limit };
    const items = await listConductCases(sql, query, span, page);
    const total = parts[query.part];
    const end = page.offset + items.length;
    return { items, next: end < total && items.length > 0 ? String(end) : null, total };
  });
}

async function spanOf(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  { from, to, commune }: ConductQuery,
): Promise<Span> {
  const own = actor.reach === 'city' ? null : actor.communeIds;
  if (commune === undefined) return { from, to, communeIds: own };
  const id = await findCommuneId(sql, commune, deps.clock.today());
  if (id === null) throw new AppError('commune.not_found');
  if (own !== null && !own.includes(id)) throw new AppError('analysis.other_commune');
  return { from, to, communeIds: [id] };
}
