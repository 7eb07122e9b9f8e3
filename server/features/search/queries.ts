import type { LonLat } from '#server/contract/geo.ts';
import type { PointFlag, PointStatus } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type FoundPoint = {
  id: number;
  code: string;
  name: string;
  aliases: string[];
  status: PointStatus;
  flags: PointFlag[];
  position: LonLat;
};

/** The points of these ids or codes that the asker may see, in no order; without merged ones. */
export async function findPoints(
  sql: TransactionSql,
  { ids, codes }: { ids: readonly number[]; codes: readonly string[] },
  on: IsoDate,
): Promise<FoundPoint[]> {
  if (ids.length === 0 && codes.length === 0) return [];
  return sql<FoundPoint[]>`
    select
      point.id, point.code, point.official_name as name, point.status,
      array[st_x(point.anchor), st_y(point.anchor)] as position,
      array(
        select point_alias.name from point_alias
        where point_alias.point_id = point.id
        order by point_alias.name
      ) as aliases,
      (
        select coalesce(array_agg(point_flag.flag), '{}')
        from point_flag
        where point_flag.point_id = point.id and point_flag.from_on <= ${on}
          and (point_flag.to_on is null or point_flag.to_on > ${on})
      ) as flags
    from point
    where point.merged_into is null
      and (
        point.id = any (${ids as number[]}::integer[]) or point.code = any (${codes as string[]}::text[])
      )`;
}

export type NamedCommune = {
  id: number;
  code: string;
  name: string;
  formerNames: string[];
  position: LonLat;
};

/** The communes in force with the names that used to stand for them. */
export async function listNamedCommunes(sql: TransactionSql, on: IsoDate): Promise<NamedCommune[]> {
  return sql<NamedCommune[]>`
    select
      commune.id, commune.code, commune.name,
      array[st_x(commune.centre), st_y(commune.centre)] as position,
      array(
        select former_commune_name.name from former_commune_name
        where former_commune_name.commune_id = commune.id
        order by former_commune_name.name
      ) as former_names
    from commune
    where commune.valid_from <= ${on} and (commune.valid_to is null or commune.valid_to > ${on})
    order by commune.name, commune.id`;
}
