import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { lateDaysOfPoint } from '#server/features/late-entries/queries.ts';

/** Form of the geometry in a page: GeoJSON text, WKB as hexadecimal, or none. */
export type ShapeForm = 'geojson' | 'wkb' | 'none';

/**
 * Reads the points of these ids as files show them: a JSON array of export rows as UTF-8, in the order asked for; what is
 * out of reach is left out. The driver makes no value of a row, so that a page is one piece of memory.
 */
export async function readExportPage(
  sql: TransactionSql,
  pointIds: readonly number[],
  { on, form }: { on: IsoDate; form: ShapeForm },
): Promise<Uint8Array> {
  const shape = {
    geojson: sql`st_asgeojson(st_forcepolygonccw(point.geom), 7)`,
    wkb: sql`encode(st_asbinary(point.geom), 'hex')`,
    none: sql`null`,
  }[form];
  const [row] = await sql`
    select coalesce(json_agg(exported order by exported.place), '[]')
    from (
      select
        asked.place, point.id, point.code, point.official_name as "officialName",
        category.name as category, point.kind, point.status, point.address,
        point.status_since as "statusSince", point.cycle,
        array[st_x(point.anchor), st_y(point.anchor)] as anchor,
        array(
          select point_alias.name from point_alias
          where point_alias.point_id = point.id
          order by point_alias.name
        ) as aliases,
        array(
          select point_flag.flag from point_flag
          where point_flag.point_id = point.id and point_flag.from_on <= ${on}
            and (point_flag.to_on is null or point_flag.to_on > ${on})
          order by point_flag.flag
        ) as flags,
        array(
          select commune.name from point_commune
          join commune on commune.id = point_commune.commune_id
          where point_commune.point_id = point.id
          order by point_commune.lead desc, commune.name
        ) as communes,
        (
          select point_flag.due_on
          from point_flag
          where point_flag.point_id = point.id and point_flag.due_on is not null
            and (point_flag.to_on is null or point_flag.to_on > ${on})
          order by point_flag.from_on
          limit 1
        ) as "nextCheckOn",
        ${lateDaysOfPoint(sql, on)} as "lateDays",
        ${shape} as shape
      from unnest(${pointIds as number[]}::integer[]) with ordinality as asked (id, place)
      join point on point.id = asked.id
      join category on category.code = point.category
    ) exported`.raw();
  return row?.[0] ?? NO_ROWS;
}

const NO_ROWS = new TextEncoder().encode('[]');
