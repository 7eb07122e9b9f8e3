import type { RecordCheck } from '#server/contract/check.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { send } from '#server/db/unawaited.ts';

export function insertCheck(
  sql: TransactionSql,
  check: Omit<RecordCheck, 'photoIds' | 'note' | 'documentNumber' | 'version'> & {
    /** Number of its event among those of the point. */
    seq: number;
    pointId: number;
    cycle: number;
    retryOn: IsoDate | null;
  },
): void {
  const [longitude, latitude] = check.position ?? [null, null];
  send(sql`
    insert into check_record (
      event_id, point_id, cycle, checked_on, checked_at, result, obstacle, reason, retry_on,
      position, accuracy_metres
    )
    select
      event.id, event.point_id, ${check.cycle}, ${check.effectiveOn},
      ${check.checkedAt}, ${check.result}, ${check.obstacle}, ${check.reason}, ${check.retryOn},
      st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326),
      ${check.accuracyMetres}
    from event
    where event.point_id = ${check.pointId} and event.seq = ${check.seq}`);
}

/** Distance in whole metres from the geometry of a point to a position; null without a position. */
export async function measureDistance(
  sql: TransactionSql,
  pointId: number,
  position: LonLat | null,
): Promise<number | null> {
  if (position === null) return null;
  const [longitude, latitude] = position;
  const [row] = await sql<{ metres: number }[]>`
    select
      round(
        st_distance(
          geom::geography,
          st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326)::geography
        )
      )::float8 as metres
    from point
    where id = ${pointId}`;
  return row?.metres ?? null;
}
