import type { NamedCommunes } from '#server/contract/act-batch.ts';
import type { ActEffect } from '#server/contract/act-effect.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Names the communes that effects speak of, also those that are no more, in the order of their ids. */
export async function nameCommunesOf(
  sql: TransactionSql,
  effects: readonly ActEffect[],
): Promise<NamedCommunes> {
  return nameCommunes(
    sql,
    effects.flatMap((effect) => ('communeIds' in effect ? effect.communeIds : [])),
  );
}

/** Names communes in the order of their ids, also those that are no more. */
export async function nameCommunes(
  sql: TransactionSql,
  communeIds: readonly number[],
): Promise<NamedCommunes> {
  const ids = [...communeIds];
  return sql<NamedCommunes>`
    select id, code, name, type from commune where id = any (${ids}::integer[]) order by id`;
}
