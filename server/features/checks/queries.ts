import type { CheckSchedule, CheckScheduleValue, RecordCheck } from '#server/contract/check.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { send } from '#server/db/unawaited.ts';

const KEY = 'check.schedule';

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

type ScheduleRow = Omit<CheckSchedule, keyof CheckScheduleValue> & { value: unknown };

/** Every schedule that there is, latest first. */
export async function listSchedules(sql: TransactionSql): Promise<ScheduleRow[]> {
  return sql<ScheduleRow[]>`
    select setting.valid_from, setting.value, setting.origin, app_user.name as set_by, setting.set_at
    from setting
    left join app_user on app_user.id = setting.set_by
    where setting.key = ${KEY}
    order by setting.valid_from desc`;
}

export async function insertSchedule(
  sql: TransactionSql,
  given: {
    value: CheckScheduleValue;
    validFrom: IsoDate;
    origin: string;
    setBy: string;
    setAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into setting (key, valid_from, value, origin, set_by, set_at)
    values (
      ${KEY}, ${given.validFrom}, ${sql.json(given.value)}, ${given.origin}, ${given.setBy},
      ${given.setAt}
    )`;
}

/** The first day of the earliest schedule that the flags do not follow yet; null when they follow all. */
export async function findWaitingSchedule(sql: TransactionSql): Promise<IsoDate | null> {
  const [row] = await sql<{ validFrom: IsoDate | null }[]>`
    select min(valid_from) as valid_from from setting where key = ${KEY} and applied_at is null`;
  return row?.validFrom ?? null;
}

export async function markSchedulesApplied(sql: TransactionSql, at: IsoInstant): Promise<void> {
  await sql`update setting set applied_at = ${at} where key = ${KEY} and applied_at is null`;
}

/**
 * The next places, by id, whose closure still stood on a day: the others' flags cannot follow a
 * schedule that begins then. Locked until the transaction ends.
 */
export async function lockClosedPlaces(
  sql: TransactionSql,
  from: { day: IsoDate; afterId: number; limit: number },
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select point.id
    from point
    join cycle on cycle.point_id = point.id and cycle.number = point.cycle
    where point.id > ${from.afterId} and cycle.eliminated_on is not null
      and (point.status <> 'delisted' or point.status_since > ${from.day})
    order by point.id
    limit ${from.limit}
    for update of point`;
  return rows.map((row) => row.id);
}
