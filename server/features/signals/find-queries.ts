import type { TransactionSql } from '#server/db/client.ts';

/**
 * Makes signs that a team saw where no listed point is (at a business, at a stop that nobody had planned) a
 * signal each, to be matched to closed places nearby. Gives the new signals.
 */
export async function takeInFinds(
  sql: TransactionSql,
  given: { resultId: string | null; limit: number },
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    insert into signal (
      origin, state, stop_result_id, occurred_on, recorded_at, position, category, note, raised_by
    )
    select
      'found', 'unmatched', stop_result.id, city_date(stop_result.finished_at),
      stop_result.recorded_at, stop.place, object.category, stop_result.note,
      stop_result.recorded_by
    from stop_result
    join stop on stop.id = stop_result.stop_id
    left join inspection_object object on object.id = stop.inspection_object_id
    where stop_result.result = 'signs' and stop.point_id is null
      and (${given.resultId}::uuid is null or stop_result.id = ${given.resultId}::uuid)
      and not exists (select from signal where signal.stop_result_id = stop_result.id)
      -- Not before the unannounced route of the find is done.
      and not exists (select from held_result where held_result.result_id = stop_result.id)
    order by stop_result.recorded_at, stop_result.id
    limit ${given.limit}
    on conflict on constraint signal_stop_result_is_one_signal do nothing
    returning id`;
  return rows.map(({ id }) => id);
}
