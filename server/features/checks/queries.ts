import type { LonLat } from '#server/contract/geo.ts';
import type { CheckResult } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export async function insertCheck(
  sql: TransactionSql,
  check: {
    eventId: number;
    pointId: number;
    cycle: number;
    checkedOn: IsoDate;
    result: CheckResult;
    reason: string | null;
    position: LonLat | null;
    accuracyMetres: number | null;
  },
): Promise<void> {
  const [longitude, latitude] = check.position ?? [null, null];
  await sql`
    insert into check_record (
      event_id, point_id, cycle, checked_on, result, reason, position, accuracy_metres
    ) values (
      ${check.eventId}, ${check.pointId}, ${check.cycle}, ${check.checkedOn}, ${check.result},
      ${check.reason},
      st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326),
      ${check.accuracyMetres}
    )`;
}
