import type { LonLat } from '#server/contract/geo.ts';
import type { ImportedFile } from '#server/contract/imported-file.ts';
import type { OsmCounts, OsmCoverage, OsmImport, OsmPreview } from '#server/contract/osm-import.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type BroughtPart = Omit<OsmImport['parts'][number], 'inForce'>;
export type BroughtName = OsmImport['formerNames'][number];

/** Every import there has been, latest first. */
export async function listOsmImports(
  sql: TransactionSql,
  id: number | null = null,
): Promise<OsmImport[]> {
  return sql<OsmImport[]>`
    select
      osm_import.id, osm_import.source, osm_import.source_date, osm_import.licence,
      osm_import.file_name, osm_import.file_hash, osm_import.format, osm_import.counts,
      osm_import.coverage || jsonb_build_object(
        'hull', st_asgeojson(osm_import.hull, 5)::jsonb -> 'coordinates' -> 0
      ) as coverage,
      (
        select coalesce(jsonb_agg(
          part || jsonb_build_object('inForce', case part ->> 'part'
            when 'communes' then exists (
              select from boundary_set where boundary_set.id = (part -> 'id')::integer and boundary_set.active
            )
            when 'roads' then exists (
              select from road_network where road_network.id = (part -> 'id')::integer and road_network.active
            )
            when 'gazetteer' then exists (
              select from gazetteer
              where gazetteer.id = (part -> 'id')::integer and gazetteer.withdrawn_at is null
            )
            when 'ground' then exists (
              select from ground where ground.id = (part -> 'id')::integer and ground.active
            )
            else false
          end)
          order by place
        ), '[]')
        from jsonb_array_elements(osm_import.parts) with ordinality as given (part, place)
      ) as parts,
      osm_import.former_names, importer.name as imported_by, osm_import.imported_at,
      undoer.name as undone_by, osm_import.undone_at
    from osm_import
    left join app_user importer on importer.id = osm_import.imported_by
    left join app_user undoer on undoer.id = osm_import.undone_by
    where ${id}::integer is null or osm_import.id = ${id}
    order by osm_import.id desc`;
}

/** The latest import that nobody has gone back from, locked until the transaction ends; null without one. */
export async function lockLatestImport(sql: TransactionSql): Promise<OsmImport | null> {
  const [row] = await sql<{ id: number }[]>`
    select id from osm_import where undone_at is null order by id desc limit 1 for update`;
  if (row === undefined) return null;
  return (await listOsmImports(sql, row.id))[0] ?? null;
}

export async function insertOsmImport(
  sql: TransactionSql,
  given: ImportedFile & {
    format: OsmImport['format'];
    counts: OsmCounts;
    coverage: OsmCoverage;
    parts: readonly BroughtPart[];
    formerNames: readonly BroughtName[];
    importedBy: string | null;
    importedAt: IsoInstant;
  },
): Promise<number> {
  const { hull, ...coverage } = given.coverage;
  const polygon = { type: 'Polygon', coordinates: [hull] };
  const [row] = await sql<{ id: number }[]>`
    insert into osm_import (
      source, source_date, licence, file_name, file_hash, format, counts, hull, coverage, parts,
      former_names, imported_by, imported_at
    ) values (
      ${given.source}, ${given.sourceDate}, ${given.licence}, ${given.fileName},
      ${given.fileHash}, ${given.format}, ${JSON.stringify(given.counts)}::text::jsonb,
      st_setsrid(st_geomfromgeojson(${JSON.stringify(polygon)}::text), 4326),
      ${JSON.stringify(coverage)}::text::jsonb, ${JSON.stringify(given.parts)}::text::jsonb,
      ${JSON.stringify(given.formerNames)}::text::jsonb, ${given.importedBy}, ${given.importedAt}
    )
    returning id`;
  if (row === undefined) throw new Error('an inserted import returned no id');
  return row.id;
}

export async function markUndone(
  sql: TransactionSql,
  id: number,
  by: string | null,
  at: IsoInstant,
): Promise<void> {
  await sql`update osm_import set undone_by = ${by}, undone_at = ${at} where id = ${id}`;
}

/**
 * Measures how much of the city lies within the hull of some positions (WGS 84), by the areas of the communes in force;
 * 50 m are added around it, so that one street has a hull too.
 */
export async function measureCoverage(
  sql: TransactionSql,
  outline: readonly LonLat[],
): Promise<OsmCoverage> {
  const points = { type: 'MultiPoint', coordinates: outline };
  const [row] = await sql<OsmCoverage[]>`
    with hull as materialized (
      select st_buffer(
        st_convexhull(st_setsrid(st_geomfromgeojson(${JSON.stringify(points)}::text), 4326)),
        0.0005, 'quad_segs=1'
      ) as geom
    ),
    shared as materialized (
      select
        st_area(boundary.geom) as whole,
        case
          when st_covers(hull.geom, boundary.geom) then st_area(boundary.geom)
          when st_intersects(hull.geom, boundary.geom)
            then st_area(st_intersection(hull.geom, boundary.geom))
          else 0
        end as shared
      from boundary_set
      join boundary on boundary.set_id = boundary_set.id
      cross join hull
      where boundary_set.active
    )
    select
      (select st_asgeojson(geom, 5)::jsonb -> 'coordinates' -> 0 from hull) as hull,
      coalesce(sum(shared) / nullif(sum(whole), 0), 0)::float8 as city_share,
      jsonb_build_object(
        'total', count(*),
        'whole', count(*) filter (where shared >= 0.95 * whole),
        'part', count(*) filter (where shared >= 0.05 * whole and shared < 0.95 * whole)
      ) as communes
    from shared`;
  if (row === undefined) throw new Error('a coverage was not measured');
  return row;
}

/** A version in force; `byImport`: brought by an import of an OSM file. */
export type PartInForce = OsmPreview['replaced'][number] & {
  id: number;
  fileHash: string;
  byImport: boolean;
};

/** Imported versions in force of each part, with where they come from. */
export async function listInForce(sql: TransactionSql): Promise<PartInForce[]> {
  return sql`
    with brought as (
      select part ->> 'part' as part, (part -> 'id')::integer as id
      from osm_import cross join jsonb_array_elements(osm_import.parts) as given (part)
    ),
    versions as (
      select 'communes' as part, id, source, source_date, imported_at, file_hash
      from boundary_set where active and kind = 'imported'
      union all
      select 'roads', id, source, source_date, imported_at, file_hash from road_network where active
      union all
      select 'ground', id, source, source_date, imported_at, file_hash from ground where active
      union all
      select 'gazetteer', id, source, source_date, imported_at, file_hash
      from gazetteer where withdrawn_at is null
    )
    select versions.*, brought.id is not null as by_import
    from versions left join brought using (part, id)
    order by versions.part, versions.id`;
}

/** Those of some former names that no commune has yet. */
export async function selectNewNames(
  sql: TransactionSql,
  names: readonly BroughtName[],
): Promise<BroughtName[]> {
  return sql<BroughtName[]>`
    select given."communeCode" as commune_code, given.name
    from jsonb_to_recordset(${JSON.stringify(names)}::text::jsonb)
      as given ("communeCode" text, name text)
    join commune on commune.code = given."communeCode" and commune.valid_to is null
    where not exists (
      select from former_commune_name
      where former_commune_name.commune_id = commune.id
        and fold_text(former_commune_name.name) = fold_text(given.name)
    )
    order by given."communeCode", given.name`;
}

/** Takes former names away again, where nobody has written them anew from another source. */
export async function deleteFormerNames(
  sql: TransactionSql,
  names: readonly BroughtName[],
  source: string,
): Promise<void> {
  await sql`
    delete from former_commune_name
    using commune, jsonb_to_recordset(${JSON.stringify(names)}::text::jsonb)
      as given ("communeCode" text, name text)
    where commune.code = given."communeCode" and commune.id = former_commune_name.commune_id
      and former_commune_name.name = given.name and former_commune_name.source = ${source}`;
}
