import type { Geometry } from '#server/contract/geo.ts';
import type { PointFlag, PointSummary } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { lateDaysOfPoint } from '#server/features/late-entries/queries.ts';

export type StoredPoint = Omit<PointSummary, 'flags'> & { flags: PointFlag[] };

/** The points of these ids as lists show them, in the order asked for; what is out of reach is left out. */
export async function listSummaries(
  sql: TransactionSql,
  pointIds: readonly number[],
  on: IsoDate,
): Promise<StoredPoint[]> {
  if (pointIds.length === 0) return [];
  const rows = await sql<StoredPoint[]>`
    select
      point.id, point.code, point.official_name, point.kind, point.category, point.status,
      point.cycle, greatest(point.cycle - 1, 0) as recurrences,
      array[st_x(point.anchor), st_y(point.anchor)] as anchor,
      point.commune_uncertain, point.status_since, point.version, facts.last_event_on,
      facts.answer_overdue_days, facts.reply, facts.next_check_on, facts.flags, facts.communes,
      ${lateDaysOfPoint(sql, on)} as late_days
    from point
    join facts_of_points(${pointIds as number[]}::integer[], ${on}::date) facts
      on facts.point_id = point.id
    where point.id = any (${pointIds as number[]}::integer[])`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return pointIds.flatMap((id) => byId.get(id) ?? []);
}

export type ShapeRow = {
  id: number;
  code: string;
  officialName: string;
  kind: 'business' | 'public_area';
  category: string;
  lastEventOn: IsoDate | null;
  geometry: Geometry;
};

export async function listShapeRows(
  sql: TransactionSql,
  pointIds: readonly number[],
  on: IsoDate,
): Promise<ShapeRow[]> {
  return sql<ShapeRow[]>`
    select
      id, code, official_name, kind, category, st_asgeojson(st_forcepolygonccw(geom), 6)::jsonb as geometry,
      (
        select max(event_in_force.effective_on)
        from event_in_force
        where event_in_force.point_id = point.id and event_in_force.kind not in ('corrected', 'annulled')
          and event_in_force.annulled_by is null
          and event_in_force.effective_on <= ${on}
      ) as last_event_on
    from point
    where id = any (${pointIds as number[]}::integer[])
    order by id`;
}

export async function findCategory(
  sql: TransactionSql,
  code: string,
): Promise<{ code: string; kind: 'business' | 'public_area' } | null> {
  const [row] = await sql<{ code: string; kind: 'business' | 'public_area' }[]>`
    select code, kind from category where code = ${code}`;
  return row ?? null;
}

/** True where a point is of a category already. */
export async function isOfCategory(
  sql: TransactionSql,
  pointId: number,
  code: string,
): Promise<boolean> {
  const rows = await sql`select from point where id = ${pointId} and category = ${code}`;
  return rows.length === 1;
}

/** Numbers are drawn first: a row-level policy would hide a new point from its own `returning`. */
export async function drawPointId(sql: TransactionSql): Promise<number> {
  const [row] = await sql<{ id: number }[]>`select nextval('point_id_seq')::integer as id`;
  if (row === undefined) throw new Error('the sequence of points gave no number');
  return row.id;
}

export async function replaceAliases(
  sql: TransactionSql,
  pointId: number,
  aliases: readonly { name: string; source: string | null }[],
): Promise<void> {
  await sql`delete from point_alias where point_id = ${pointId}`;
  if (aliases.length === 0) return;
  const rows = aliases.map((alias) => ({ pointId, name: alias.name, source: alias.source }));
  await sql`insert into point_alias ${sql(rows)} on conflict (point_id, name) do nothing`;
}

/** True when the asker can see a point that they have just written. */
export async function canSeePoint(sql: TransactionSql, pointId: number): Promise<boolean> {
  const rows = await sql`select from point where id = ${pointId}`;
  return rows.length === 1;
}

export async function setMergedInto(
  sql: TransactionSql,
  pointId: number,
  intoPointId: number | null,
): Promise<void> {
  await sql`update point set merged_into = ${intoPointId} where id = ${pointId}`;
}

/** Makes one of the communes that a point touches its lead, by a person's choice; false if it touches none such. */
export async function chooseLeadCommune(
  sql: TransactionSql,
  pointId: number,
  communeId: number,
): Promise<boolean> {
  const touched = await sql`
    select from point_commune where point_id = ${pointId} and commune_id = ${communeId}`;
  if (touched.length === 0) return false;
  await sql`
    update point_commune set lead = false, chosen = false where point_id = ${pointId} and lead`;
  await sql`
    update point_commune set lead = true, chosen = true
    where point_id = ${pointId} and commune_id = ${communeId}`;
  return true;
}
