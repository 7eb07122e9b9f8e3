import type { LonLat } from '#server/contract/geo.ts';
import type { RecordStopResult, StopResult } from '#server/contract/route-result.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Adds what happened at a stop, and settles its state by all its results, which are never changed. */
export async function insertResult(
  sql: TransactionSql,
  result: RecordStopResult & { routeId: number; recordedBy: string; recordedAt: IsoInstant },
): Promise<void> {
  const [longitude, latitude] = result.position ?? [null, null];
  // Two phones may send at once: who comes second settles the stop by both results.
  await sql`select id from stop where id = ${result.stopId} for no key update`;
  await sql`
    insert into stop_result (
      id, stop_id, route_id, arrived_at, finished_at, result, inspection, checklist, obstacle,
      reason, note, position, accuracy_metres, recorded_by, recorded_at
    ) values (
      ${result.resultId}, ${result.stopId}, ${result.routeId}, ${result.arrivedAt},
      ${result.finishedAt}, ${result.result}, ${result.inspection},
      ${sql.json(result.checklist)}::jsonb, ${result.obstacle}, ${result.reason}, ${result.note},
      st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326),
      ${result.accuracyMetres}, ${result.recordedBy}, ${result.recordedAt}
    )`;
  await nameStopPhotos(sql, result);
  await sql`
    update stop set state = settled_stop.state
    from settled_stop
    where stop.id = ${result.stopId} and settled_stop.stop_id = stop.id`;
  await pinToPublished(sql, result.stopId);
}

/** Links the photos that a result names, whether they are here or still to come. */
async function nameStopPhotos(
  sql: TransactionSql,
  { resultId, photoIds }: Pick<RecordStopResult, 'resultId' | 'photoIds'>,
): Promise<void> {
  if (photoIds.length === 0) return;
  const rows = photoIds.map((attachmentId) => ({ attachmentId, resultId }));
  await sql`insert into stop_photo ${sql(rows, 'attachmentId', 'resultId')}`;
}

/** Keeps a checked stop with the team that checked it, whatever an unpublished draft has changed about it. */
async function pinToPublished(sql: TransactionSql, stopId: number): Promise<void> {
  await sql`
    update stop
    set
      shift_id = published_stop.shift_id, position = published_stop.position,
      -- If the draft has added the place again as another stop, that stop stays.
      removed = stop.removed and exists (
        select from stop twin
        where twin.route_id = stop.route_id and twin.id <> stop.id and not twin.removed
          and (
            twin.point_id = stop.point_id
            or twin.inspection_object_id = stop.inspection_object_id
          )
      )
    from published_stop
    join route
      on route.id = published_stop.route_id and route.published_version = published_stop.version
    where stop.id = ${stopId} and published_stop.stop_id = stop.id
      and (stop.removed or stop.shift_id is distinct from published_stop.shift_id)`;
}

/** The stop that a result with this id was written for; null when there is none. */
export async function findResultStop(
  sql: TransactionSql,
  resultId: string,
): Promise<number | null> {
  const [row] = await sql<{ stopId: number }[]>`
    select stop_id from stop_result where id = ${resultId}`;
  return row?.stopId ?? null;
}

/** All results of the stops of a route, in the same order for every reader. */
export async function listResults(sql: TransactionSql, routeId: number): Promise<StopResult[]> {
  return sql<StopResult[]>`
    select
      stop_result.stop_id, stop_result.arrived_at, stop_result.finished_at, stop_result.result,
      stop_result.inspection, stop_result.checklist, stop_result.obstacle, stop_result.reason,
      stop_result.note,
      round(st_distance(stop_result.position::geography, stop.place::geography))::float8
        as distance_metres,
      stop_result.accuracy_metres::float8 as accuracy_metres,
      (
        select coalesce(array_agg(photo.id::text order by photo.uploaded_at, photo.id), '{}')
        from stop_photo
        join attachment photo on photo.id = stop_photo.attachment_id
        where stop_photo.result_id = stop_result.id and photo.withdrawn_at is null
          and photo.uploaded_by = stop_result.recorded_by
      ) as photo_ids,
      app_user.name as recorded_by, stop_result.recorded_at
    from stop_result
    join stop on stop.id = stop_result.stop_id
    join app_user on app_user.id = stop_result.recorded_by
    where stop_result.route_id = ${routeId}
    order by stop_result.stop_id, stop_result.id`;
}

/** The communes of a route's businesses, with how many of them the route has inspected. */
export async function listObjectCommunes(
  sql: TransactionSql,
  routeId: number,
): Promise<{ communeId: number; inspected: number }[]> {
  return sql<{ communeId: number; inspected: number }[]>`
    select
      object.commune_id, (count(*) filter (where stop.state = 'done'))::integer as inspected
    from stop
    join inspection_object object on object.id = stop.inspection_object_id
    where stop.route_id = ${routeId} and not stop.removed
    group by object.commune_id`;
}

/** Published routes of the actor's teams that are not over, and those of today. */
export async function listOwnRouteIds(sql: TransactionSql, today: IsoDate): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id
    from route
    where state = 'published' or (state = 'done' and on_date = ${today})
    order by on_date, id
    limit 50`;
  return rows.map(({ id }) => id);
}

/** A stop that nobody had planned, at the end of the team's order; sent twice it is one. */
export async function insertUnplanned(
  sql: TransactionSql,
  stop: {
    key: string;
    routeId: number;
    shiftId: number;
    name: string;
    place: LonLat;
    serviceMinutes: number;
    addedBy: string;
    addedAt: IsoInstant;
  },
): Promise<void> {
  const [longitude, latitude] = stop.place;
  await sql`
    insert into stop (
      route_id, shift_id, position, label, place, unplanned, unplanned_key, service_minutes,
      added_by, added_at
    )
    select
      ${stop.routeId}, ${stop.shiftId}, coalesce(max(other.position) + 1, 0), ${stop.name},
      st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326), true,
      ${stop.key}::uuid, ${stop.serviceMinutes}, ${stop.addedBy}, ${stop.addedAt}
    from stop other
    where other.shift_id = ${stop.shiftId} and not other.removed
    on conflict on constraint stop_unplanned_key_unique do nothing`;
}

/** The stop that a device drew this key for; null when there is none. */
export async function findUnplanned(sql: TransactionSql, key: string): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    select id from stop where unplanned_key = ${key}::uuid`;
  return row?.id ?? null;
}

/** The team's day is over: what has no result is put off, and the route is done when every team is. */
export async function endShift(
  sql: TransactionSql,
  shift: {
    id: number;
    routeId: number;
    finishedBy: string;
    finishedAt: IsoInstant;
    reason: string | null;
  },
): Promise<number> {
  await sql`
    update route_shift
    set
      finished_at = ${shift.finishedAt}, finished_by = ${shift.finishedBy},
      finish_reason = ${shift.reason}
    where id = ${shift.id}`;
  const carried = await sql`
    update stop set state = 'carried'
    where state = 'planned'
      and exists (select from route where id = ${shift.routeId} and state = 'published')
      and id in (
      select published_stop.stop_id
      from published_stop
      join route
        on route.id = published_stop.route_id
          and route.published_version = published_stop.version
      where published_stop.shift_id = ${shift.id}
      union all
      select unplanned.id
      from stop unplanned
      where unplanned.shift_id = ${shift.id} and unplanned.unplanned and not unplanned.removed
    )
    returning id`;
  await sql`
    update route set state = 'done', version = version + 1
    where id = ${shift.routeId} and state = 'published' and not route_has_open_shift(id)`;
  return carried.length;
}
