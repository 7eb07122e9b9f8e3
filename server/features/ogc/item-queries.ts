import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { idsOf, type PastStates, rowsOf, shapesOf } from './collection-queries.ts';
import { conditionOf } from './filter-queries.ts';
import type { Fragment } from './value-queries.ts';
import type { Collection, PropertyType } from './rules/collections.ts';
import type { Crs } from './rules/crs.ts';
import type { Cql2 } from './rules/cql2-text.ts';

/** Text of a GeoJSON feature with its id. */
export type FeatureRow = { id: number; feature: string };

export type Asked = {
  today: IsoDate;
  /** For points of another evening; null where the day does not matter. */
  past: PastStates | null;
  after: number;
  /** Largest id of the first page's time, so that what comes in later is of no page. */
  upto: number;
  limit: number;
  id?: number;
  bbox: readonly [number, number, number, number] | null;
  bboxCrs: Crs;
  crs: Crs;
  days: { from: IsoDate | null; to: IsoDate | null } | null;
  filter: Cql2 | null;
  filterCrs: Crs;
  anchors: boolean;
  equal: readonly (readonly [name: string, value: string])[];
};

/** Lists features by id, as their text. What is beyond the reader's reach is left out by row-level security. */
export async function listFeatures(
  sql: TransactionSql,
  collection: Collection,
  asked: Asked,
): Promise<FeatureRow[]> {
  const conditions = conditionsOf(sql, collection, asked);
  const shape = shapeOf(sql, asked.crs);
  const columns = sql(collection.properties.map(({ name }) => `feature.${name}`));
  // A plan for any ids would sort all of them for each portion: this one knows that it takes the next few of the index.
  await sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`;
  // The parts are joined as texts: the database need not read its own GeoJSON again.
  return sql<FeatureRow[]>`
    select
      feature.id::double precision as id,
      '{"type":"Feature","id":' || feature.id
        || ',"geometry":' || coalesce(${shape}, 'null')
        || ',"properties":'
        || row_to_json((select properties from (select ${columns}) as properties))::text || '}'
        as feature
    from (${rowsOf(sql, collection.id, asked)}) as feature
    where ${conditions}
    order by feature.id
    limit ${asked.limit}`;
}

/** No id of a collection at this time is larger; 0 where it is empty. */
export async function findLargestId(sql: TransactionSql, { id }: Collection): Promise<number> {
  const [row] = await sql<{ largest: number | null }[]>`
    select max(feature.id)::double precision as largest from (${idsOf(sql, id)}) as feature`;
  return row?.largest ?? 0;
}

/**
 * West, south, east, north of everything that the reader may see in a collection; null where it is empty. What belongs
 * to points lies within the points.
 */
export async function findExtent(
  sql: TransactionSql,
  { id }: Collection,
): Promise<[number, number, number, number] | null> {
  const [row] = await sql<{ box: [number, number, number, number] | null }[]>`
    select
      case when extent.box is not null then
        array[
          st_xmin(extent.box::box3d), st_ymin(extent.box::box3d),
          st_xmax(extent.box::box3d), st_ymax(extent.box::box3d)
        ]
      end as box
    from (select st_extent(feature.geometry) as box from (${shapesOf(sql, id)}) as feature) as extent`;
  return row?.box ?? null;
}

function conditionsOf(sql: TransactionSql, collection: Collection, asked: Asked): Fragment {
  const types = new Map<string, PropertyType>([
    ...collection.properties.map(({ name, type }) => [name, type] as const),
    ['geometry', 'geometry'],
  ]);
  const condition = (filter: Cql2, crs: Crs) =>
    conditionOf(filter, {
      sql,
      properties: types,
      toWgs84: (geometry) => toWgs84(sql, geometry, crs),
    });
  const parts = [
    sql`feature.id > ${asked.after}::bigint and feature.id <= ${asked.upto}::bigint`,
    ...(asked.id === undefined ? [] : [sql`feature.id = ${asked.id}::bigint`]),
    ...(asked.bbox === null ? [] : [inBox(sql, asked.bbox, asked.bboxCrs, condition)]),
    ...asked.equal.map(([name, value]) => {
      const type = types.get(name);
      const literal =
        type === 'number' ? Number(value) : type === 'boolean' ? value === 'true' : value;
      return condition({ op: '=', args: [{ property: name }, literal] }, asked.filterCrs);
    }),
    ...(asked.days === null || collection.days === null
      ? []
      : [
          condition(
            {
              op: 't_intersects',
              args: [
                { interval: collection.days.map((name) => ({ property: name })) },
                { interval: [asked.days.from ?? '..', asked.days.to ?? '..'] },
              ],
            },
            asked.filterCrs,
          ),
        ]),
    ...(asked.filter === null ? [] : [sql`(${condition(asked.filter, asked.filterCrs)})`]),
  ];
  return parts.reduce((all, next) => sql`${all} and ${next}`);
}

/**
 * A feature that meets a box, or has no geometry (part 1, /req/core/fc-bbox-response). A box of degrees whose west lies
 * east of its east goes across the antimeridian.
 */
function inBox(
  sql: TransactionSql,
  [west, south, east, north]: readonly [number, number, number, number],
  crs: Crs,
  condition: (filter: Cql2, crs: Crs) => Fragment,
): Fragment {
  const meets = (from: number, to: number) =>
    condition(
      { op: 's_intersects', args: [{ property: 'geometry' }, { bbox: [from, south, to, north] }] },
      { ...crs, latitudeFirst: false },
    );
  const box = west <= east ? meets(west, east) : sql`${meets(west, 180)} or ${meets(-180, east)}`;
  return sql`(feature.geometry is null or ${box})`;
}

function shapeOf(sql: TransactionSql, { definition, latitudeFirst }: Crs): Fragment {
  const shape =
    definition === null
      ? sql`feature.geometry`
      : sql`st_transform(feature.geometry, ${definition}::text)`;
  // Outer rings run counter-clockwise (RFC 7946 §3.1.6), as they are drawn: before the axes are exchanged.
  const wound = sql`st_forcepolygonccw(${shape})`;
  const turned = latitudeFirst ? sql`st_flipcoordinates(${wound})` : wound;
  return sql`st_asgeojson(${turned}, ${definition === null || latitudeFirst ? 7 : 3}::integer, 0)`;
}

function toWgs84(
  sql: TransactionSql,
  geometry: Fragment,
  { definition, latitudeFirst }: Crs,
): Fragment {
  const turned = latitudeFirst ? sql`st_flipcoordinates(${geometry})` : geometry;
  return definition === null ? turned : sql`st_transform(${turned}, ${definition}::text, 4326)`;
}
