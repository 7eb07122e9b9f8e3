import type { TransactionSql } from '#server/db/client.ts';

/** Names of a point (the official one and the others) with its address, and its communes. */
export type NamedPoint = { id: number; names: string; communeIds: number[] };

/** A page of the points behind an id, ascending; without those that were merged into another one. */
export async function listNamedPoints(
  sql: TransactionSql,
  afterId: number,
  limit: number,
): Promise<NamedPoint[]> {
  return sql<NamedPoint[]>`
    with page as (
      select id, folded_name, address from point
      where id > ${afterId} and merged_into is null
      order by id
      limit ${limit}
    ),
    alias as (
      select point_id, string_agg(folded_name, ' ') as names
      from point_alias
      where point_id > ${afterId} and point_id <= (select max(id) from page)
      group by point_id
    ),
    place as (
      select point_id, array_agg(commune_id order by commune_id) as commune_ids
      from point_commune
      where point_id > ${afterId} and point_id <= (select max(id) from page)
      group by point_id
    )
    select
      page.id, concat_ws(' ', page.folded_name, alias.names, page.address) as names,
      coalesce(place.commune_ids, '{}') as commune_ids
    from page
    left join alias on alias.point_id = page.id
    left join place on place.point_id = page.id
    order by page.id`;
}

/** The same for some points; those that are gone or merged are left out. */
export async function findNamedPoints(
  sql: TransactionSql,
  pointIds: readonly number[],
): Promise<NamedPoint[]> {
  return sql<NamedPoint[]>`
    select
      point.id,
      concat_ws(
        ' ', point.folded_name,
        (
          select string_agg(point_alias.folded_name, ' ')
          from point_alias
          where point_alias.point_id = point.id
        ),
        point.address
      ) as names,
      array(
        select point_commune.commune_id from point_commune
        where point_commune.point_id = point.id
        order by point_commune.commune_id
      ) as commune_ids
    from point
    where point.id = any (${pointIds as number[]}::integer[]) and point.merged_into is null`;
}

/** The points of some codes with their communes; without merged ones. */
export async function findCoded(
  sql: TransactionSql,
  codes: readonly string[],
): Promise<{ id: number; communeIds: number[] }[]> {
  return sql<{ id: number; communeIds: number[] }[]>`
    select
      point.id,
      array(
        select point_commune.commune_id from point_commune
        where point_commune.point_id = point.id
        order by point_commune.commune_id
      ) as commune_ids
    from point
    where point.code = any (${codes as string[]}::text[]) and point.merged_into is null`;
}

/** Names of all communes there have been, with the word for their type. */
export async function listCommuneWords(
  sql: TransactionSql,
): Promise<{ id: number; name: string; type: string }[]> {
  return sql<{ id: number; name: string; type: string }[]>`
    select id, name, type from commune order by id`;
}
