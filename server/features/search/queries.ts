import type { SearchHit } from '#server/contract/search.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

type PointHit = Extract<SearchHit, { kind: 'point' }>;
type CommuneHit = Extract<SearchHit, { kind: 'commune' }>;

/** Letters that mean something to `like` are taken as they are. */
function literal(folded: string): string {
  return folded.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

/** Points by code, name or alias: exact first, then beginning with the words, then holding them. */
export async function findPoints(
  sql: TransactionSql,
  folded: string,
  on: IsoDate,
  limit: number,
): Promise<PointHit[]> {
  const holding = `%${literal(folded)}%`;
  const beginning = `${literal(folded)}%`;
  return sql<PointHit[]>`
    select
      'point' as kind, point.id, point.code, point.official_name as name, alias.name as alias,
      point.status, array[st_x(point.anchor), st_y(point.anchor)] as position,
      (
        select coalesce(array_agg(point_flag.flag), '{}')
        from point_flag
        where point_flag.point_id = point.id and point_flag.from_on <= ${on}
          and (point_flag.to_on is null or point_flag.to_on > ${on})
      ) as flags
    from point
    left join lateral (
      select point_alias.name, point_alias.folded_name
      from point_alias
      where point_alias.point_id = point.id and point_alias.folded_name like ${holding}
        and point.folded_name not like ${holding}
      order by point_alias.name
      limit 1
    ) alias on true
    where point.merged_into is null
      and (
        point.folded_name like ${holding} or lower(point.code) like ${beginning}
        or alias.name is not null
      )
    order by
      lower(point.code) = ${folded} desc, point.folded_name = ${folded} desc,
      point.folded_name like ${beginning} desc, point.official_name, point.id
    limit ${limit}`;
}

/** Communes in force whose name, or a name that used to stand for them, begins with or holds the words. */
export async function findCommunes(
  sql: TransactionSql,
  folded: string,
  on: IsoDate,
  limit: number,
): Promise<CommuneHit[]> {
  const holding = `%${literal(folded)}%`;
  return sql<CommuneHit[]>`
    select
      'commune' as kind, commune.id, commune.code, commune.name, former.name as former_name,
      array[st_x(commune.centre), st_y(commune.centre)] as position
    from commune
    left join lateral (
      select former_commune_name.name
      from former_commune_name
      where former_commune_name.commune_id = commune.id
        and former_commune_name.folded_name like ${holding}
        and commune.folded_name not like ${holding}
      order by former_commune_name.folded_name = ${folded} desc, former_commune_name.name
      limit 1
    ) former on true
    where commune.valid_from <= ${on} and (commune.valid_to is null or commune.valid_to > ${on})
      and (
        commune.folded_name like ${holding} or commune.code = ${folded} or former.name is not null
      )
    order by
      commune.folded_name = ${folded} desc, former.name is null desc, commune.name, commune.id
    limit ${limit}`;
}
