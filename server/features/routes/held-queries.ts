import type { InspectionKind } from '#server/contract/inspection.ts';
import type { RecordStopResult } from '#server/contract/route-result.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Keeps a result out of the register until its route is over. */
export async function holdResult(
  sql: TransactionSql,
  resultId: string,
  recordedBy: string,
): Promise<void> {
  await sql`
    insert into held_result (result_id, recorded_by) values (${resultId}, ${recordedBy})`;
}

/** False when another process has entered the result already. */
export async function releaseResult(sql: TransactionSql, resultId: string): Promise<boolean> {
  const rows = await sql`delete from held_result where result_id = ${resultId} returning result_id`;
  return rows.length === 1;
}

export type HeldResult = {
  result: RecordStopResult;
  recordedBy: string;
  kind: InspectionKind;
  pointId: number | null;
  objectId: number | null;
};

/** The held results of routes that are done or withdrawn, in the order in which they were recorded. */
export async function listReleasable(sql: TransactionSql): Promise<HeldResult[]> {
  const rows = await sql<(RecordStopResult & Omit<HeldResult, 'result'>)[]>`
    select
      stop_result.id as result_id, stop_result.stop_id, stop_result.arrived_at,
      stop_result.finished_at, stop_result.result, stop_result.inspection, stop_result.checklist,
      stop_result.obstacle, stop_result.reason, stop_result.note,
      case
        when stop_result.position is null then null
        else array[st_x(stop_result.position), st_y(stop_result.position)]
      end as position,
      stop_result.accuracy_metres,
      (
        select coalesce(array_agg(stop_photo.attachment_id::text), '{}')
        from stop_photo
        where stop_photo.result_id = stop_result.id
      ) as photo_ids,
      held_result.recorded_by, route.kind, stop.point_id,
      stop.inspection_object_id as object_id
    from held_result
    join stop_result on stop_result.id = held_result.result_id
    join stop on stop.id = stop_result.stop_id
    join route on route.id = stop_result.route_id and route.state in ('done', 'withdrawn')
    order by stop_result.recorded_at, stop_result.id`;
  return rows.map(({ recordedBy, kind, pointId, objectId, ...result }) => ({
    result,
    recordedBy,
    kind,
    pointId,
    objectId,
  }));
}
