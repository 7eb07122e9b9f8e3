import type { LonLat } from '#server/contract/geo.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { RoadEdge } from '#server/methods/roads/road-network.ts';

export type NetworkInForce = {
  id: number;
  previousId: number | null;
  source: string;
  sourceDate: IsoDate;
};

/** The network in force; null while there is none. Its date is the file's, else that of the import. */
export async function findNetworkInForce(sql: TransactionSql): Promise<NetworkInForce | null> {
  const [row] = await sql<NetworkInForce[]>`
    select
      id, previous_id, source, coalesce(source_date, city_date(imported_at)) as source_date
    from road_network
    where active`;
  return row ?? null;
}

/** A page of a network's edges, ascending by id. */
export async function listEdges(
  sql: TransactionSql,
  networkId: number,
  afterId: number,
  limit: number,
): Promise<(RoadEdge & { id: number })[]> {
  const rows = await sql<(Omit<RoadEdge, 'line'> & { id: number; geometry: string })[]>`
    select
      id, from_node, to_node, way_id, class, name, motorbike, car, metres, max_speed,
      st_asgeojson(geom, 9) as geometry
    from road_edge
    where network_id = ${networkId} and id > ${afterId}
    order by id
    limit ${limit}`;
  return rows.map(({ geometry, ...edge }) => {
    const { coordinates }: { coordinates: LonLat[] } = JSON.parse(geometry);
    return { ...edge, line: coordinates };
  });
}
