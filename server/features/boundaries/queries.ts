import type { BoundaryReport, BoundarySet } from '#server/contract/boundary.ts';
import type { ImportedFile } from '#server/contract/imported-file.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Every boundary set there has been, latest first. The report of a drawn set is null. */
export async function listBoundarySets(
  sql: TransactionSql,
  setId: number | null = null,
): Promise<BoundarySet[]> {
  return await sql<BoundarySet[]>`
    select
      boundary_set.id, boundary_set.kind, boundary_set.active, boundary_set.previous_id,
      boundary_set.valid_from, boundary_set.source, boundary_set.source_date,
      boundary_set.licence, boundary_set.file_name, boundary_set.file_hash,
      boundary_set.coordinate_system, app_user.name as imported_by, boundary_set.imported_at,
      nullif(boundary_set.report, '{}'::jsonb) as report
    from boundary_set
    left join app_user on app_user.id = boundary_set.imported_by
    where ${setId}::integer is null or boundary_set.id = ${setId}
    order by boundary_set.id desc`;
}

export type SetInForce = { id: number; previousId: number | null };

/** The set in force, locked until the transaction ends; null before the reference data is installed. */
export async function lockSetInForce(sql: TransactionSql): Promise<SetInForce | null> {
  const [row] = await sql<SetInForce[]>`
    select id, previous_id from boundary_set where active for update`;
  return row ?? null;
}

export type NewBoundarySet = ImportedFile & {
  validFrom: IsoDate;
  coordinateSystem: string;
  importedBy: string | null;
  importedAt: IsoInstant;
  previousId: number | null;
};

/** A set that is not in force yet and has no areas. */
export async function insertBoundarySet(sql: TransactionSql, set: NewBoundarySet): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into boundary_set (
      kind, valid_from, source, source_date, licence, file_name, file_hash, coordinate_system,
      report, imported_by, imported_at, active, previous_id
    ) values (
      'imported', ${set.validFrom}, ${set.source}, ${set.sourceDate}, ${set.licence},
      ${set.fileName}, ${set.fileHash}, ${set.coordinateSystem}, '{}', ${set.importedBy},
      ${set.importedAt}, false, ${set.previousId}
    )
    returning id`;
  if (row === undefined) throw new Error('an inserted boundary set returned no id');
  return row.id;
}

export type WrittenArea = {
  /** False when nothing with an area was left of it. */
  written: boolean;
  /** PostGIS' words for what was wrong, with the place; null when nothing was. */
  invalidReason: string | null;
};

/** Writes the area of one commune (GeoJSON text), repaired where it is not valid. WGS 84, longitude first. */
export async function insertArea(
  sql: TransactionSql,
  setId: number,
  communeId: number,
  geometry: string,
): Promise<WrittenArea> {
  const [row] = await sql<WrittenArea[]>`
    with given as materialized (
      select st_force2d(st_setsrid(st_geomfromgeojson(${geometry}::text), 4326))
        as geom
    ),
    judged as materialized (
      select
        case when st_isvalid(geom) then null else st_isvalidreason(geom) end as invalid_reason,
        case
          when st_isvalid(geom) then st_multi(geom)
          else st_multi(st_collectionextract(st_makevalid(geom), 3))
        end as geom
      from given
    ),
    written as (
      insert into boundary (set_id, commune_id, geom)
      select ${setId}::integer, ${communeId}::integer, judged.geom
      from judged
      where not st_isempty(judged.geom)
      returning commune_id
    )
    select judged.invalid_reason, exists (select from written) as written from judged`;
  return row ?? { written: false, invalidReason: null };
}

/** Takes over the areas that another set has of these communes; gives the ids of those it has. */
export async function copyMissingAreas(
  sql: TransactionSql,
  setId: number,
  fromSetId: number,
  communeIds: readonly number[],
): Promise<number[]> {
  const rows = await sql<{ communeId: number }[]>`
    insert into boundary (set_id, commune_id, geom)
    select ${setId}::integer, former.commune_id, former.geom
    from boundary former
    where former.set_id = ${fromSetId}
      and former.commune_id = any (${[...communeIds]}::integer[])
    returning commune_id`;
  return rows.map((row) => row.communeId);
}

/** Puts one set in force in the place of whichever is; where this is taken back, with when. */
export async function activateSet(
  sql: TransactionSql,
  setId: number,
  takenBackAt: IsoInstant | null = null,
): Promise<void> {
  // Two statements: at no moment may there be two active sets, not even inside one statement.
  await sql`
    update boundary_set set active = false, taken_back_at = ${takenBackAt}
    where active and id <> ${setId}`;
  await sql`update boundary_set set active = true where id = ${setId}`;
}

export async function saveReport(
  sql: TransactionSql,
  setId: number,
  report: BoundaryReport,
): Promise<void> {
  await sql`
    update boundary_set set report = ${JSON.stringify(report)}::text::jsonb where id = ${setId}`;
}
