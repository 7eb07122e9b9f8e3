import type { ImportedFile } from '#server/contract/imported-file.ts';
import type { RoadNetwork, RoadReport } from '#server/contract/road-network.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { RoadEdge } from '#server/methods/roads/road-network.ts';

/** Every network there has been, latest first. */
export async function listRoadNetworks(
  sql: TransactionSql,
  id: number | null = null,
): Promise<RoadNetwork[]> {
  return sql<RoadNetwork[]>`
    select
      road_network.id, road_network.source, road_network.source_date, road_network.licence,
      road_network.file_name, road_network.file_hash, road_network.format, road_network.report,
      app_user.name as imported_by, road_network.imported_at, road_network.active,
      road_network.previous_id
    from road_network
    left join app_user on app_user.id = road_network.imported_by
    where ${id}::integer is null or road_network.id = ${id}
    order by road_network.id desc`;
}

/** The same, locked until the transaction ends, so that two who import go one after the other. */
export async function lockNetworkInForce(
  sql: TransactionSql,
): Promise<{ id: number; previousId: number | null } | null> {
  const [row] = await sql<{ id: number; previousId: number | null }[]>`
    select id, previous_id from road_network where active for update`;
  return row ?? null;
}

export async function insertRoadNetwork(
  sql: TransactionSql,
  given: ImportedFile & {
    format: RoadNetwork['format'];
    report: RoadReport;
    importedBy: string | null;
    importedAt: IsoInstant;
    previousId: number | null;
  },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into road_network (
      source, source_date, licence, file_name, file_hash, format, report, imported_by,
      imported_at, active, previous_id
    ) values (
      ${given.source}, ${given.sourceDate}, ${given.licence}, ${given.fileName},
      ${given.fileHash}, ${given.format}, ${JSON.stringify(given.report)}::text::jsonb,
      ${given.importedBy}, ${given.importedAt}, false, ${given.previousId}
    )
    returning id`;
  if (row === undefined) throw new Error('an inserted road network returned no id');
  return row.id;
}

/** Edges in their order; they are numbered from `firstId`. */
export async function insertEdges(
  sql: TransactionSql,
  networkId: number,
  firstId: number,
  edges: readonly RoadEdge[],
): Promise<void> {
  const rows = edges.map(({ line, ...edge }, place) => ({
    ...edge,
    id: firstId + place,
    geometry: { type: 'LineString', coordinates: line },
  }));
  await sql`
    insert into road_edge (
      network_id, id, from_node, to_node, way_id, class, name, motorbike, car, metres, max_speed,
      geom
    )
    select
      ${networkId}::integer, given.id, given."fromNode", given."toNode", given."wayId",
      given.class, given.name, given.motorbike, given.car, given.metres, given."maxSpeed",
      st_setsrid(st_geomfromgeojson(given.geometry), 4326)
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given (
      id integer, "fromNode" bigint, "toNode" bigint, "wayId" bigint, class text, name text,
      motorbike text, car text, metres float8, "maxSpeed" smallint, geometry jsonb
    )`;
}

/** Brings a network into force, or none. */
export async function activateNetwork(sql: TransactionSql, id: number | null): Promise<void> {
  await sql`update road_network set active = false where active`;
  if (id !== null) await sql`update road_network set active = true where id = ${id}`;
}
