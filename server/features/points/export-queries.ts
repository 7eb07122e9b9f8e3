import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { ExportRow } from './formats/export-row.ts';

/** Form of the geometry in a file: GeoJSON text, WKB, or none. */
export type ShapeForm = 'geojson' | 'wkb' | 'none';

/** The points of these ids as files show them, in the order asked for; what is out of reach is left out. */
export async function listExportRows(
  sql: TransactionSql,
  pointIds: readonly number[],
  { on, form }: { on: IsoDate; form: ShapeForm },
): Promise<ExportRow[]> {
  const shape = {
    geojson: sql`st_asgeojson(point.geom, 7)`,
    wkb: sql`st_asbinary(point.geom)`,
    none: sql`null`,
  }[form];
  return sql<ExportRow[]>`
    select
      point.id, point.code, point.official_name, category.name as category, point.kind,
      point.status, point.address, point.status_since, point.cycle,
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
      ) as next_check_on,
      ${shape} as shape
    from unnest(${pointIds as number[]}::integer[]) with ordinality as asked (id, place)
    join point on point.id = asked.id
    join category on category.code = point.category
    order by asked.place`;
}
