import type {
  ImportRun,
  ImportRunRow,
  RowOutcome,
  StandingPoint,
} from '#server/contract/import-history.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { RowOfRun } from './formats/row-outcomes.ts';

type Register = 'points' | 'businesses' | 'tips';

/** Lists the imports into a register, latest first; with an id that one alone. */
export async function listRuns(
  sql: TransactionSql,
  register: Register,
  given: { id?: number; before?: number | undefined; limit: number },
): Promise<ImportRun[]> {
  const { id = null, before = null, limit } = given;
  return sql<ImportRun[]>`
    select
      run.id, run.file_name, run.file_hash, importer.name as imported_by, run.finished_at as imported_at,
      run.added + run.unchanged + run.refused as rows,
      run.added, run.unchanged - run.changed as unchanged, run.changed, run.waiting,
      run.refused - run.waiting as refused,
      exists (select from import_row where import_row.run_id = run.id) as keeps_rows,
      undoer.name as undone_by, run.undone_at
    from import_run run
    join app_user importer on importer.id = run.account_id
    left join app_user undoer on undoer.id = run.undone_by
    where run.register = ${register}
      and (${id}::integer is null or run.id = ${id})
      and (${before}::integer is null or run.id < ${before})
    order by run.id desc
    limit ${limit}`;
}

/** Keeps what became of each row of an import. */
export async function insertRows(
  sql: TransactionSql,
  runId: number,
  rows: readonly RowOfRun[],
): Promise<void> {
  await sql`
    insert into import_row (run_id, line, outcome, name, reasons, point_id)
    select
      ${runId}, given.line, given.outcome, given.name,
      array(select jsonb_array_elements_text(given.reasons)), given."pointId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given(
      line integer, outcome text, name text, reasons jsonb, "pointId" integer
    )`;
}

/** Lists the rows of an import by line, from the one after `after` on. */
export async function listRows(
  sql: TransactionSql,
  runId: number,
  given: { outcome?: RowOutcome | undefined; after: number; limit: number },
): Promise<ImportRunRow[]> {
  const { outcome = null, after, limit } = given;
  return sql<ImportRunRow[]>`
    select
      import_row.line, import_row.outcome, import_row.name, import_row.reasons,
      case when point.id is not null then jsonb_build_object('id', point.id, 'code', point.code) end as point,
      import_row.removed ->> 'code' as removed_code
    from import_row
    left join point on point.id = import_row.point_id
    where import_row.run_id = ${runId} and import_row.line > ${after}
      and (${outcome}::text is null or import_row.outcome = ${outcome})
    order by import_row.line
    limit ${limit}`;
}

/**
 * Lists the points of an import on which something stands: a later event, a signal, a stop of a route, a paper or photo,
 * a plan, another point that was merged into it. Counts them all and gives the first, with their acts in order.
 */
export async function listStanding(
  sql: TransactionSql,
  runId: number,
  limit: number,
): Promise<{ count: number; items: StandingPoint[] }> {
  const rows = await sql<(StandingPoint & { count: number })[]>`
    with own as (
      select point.id, point.code, point.official_name
      from import_row
      join point on point.id = import_row.point_id
      where import_row.run_id = ${runId} and import_row.outcome = 'added'
    ),
    act (point_id, kind, day, place) as (
      select event.point_id, event.kind, event.effective_on, event.seq
      from event join own on own.id = event.point_id
      where event.seq > 1
      union all
      select own.id, 'merged_into_it', null, 0
      from point other join own on own.id = other.merged_into
      union all
      select own.id, 'signal', signal.occurred_on, 0
      from own
      join signal on own.id in (
        signal.point_id, signal.near_point_id, signal.named_point_id, signal.new_point_id
      )
      union all
      select own.id, 'route_stop', null, 0
      from stop join own on own.id = stop.point_id
      union all
      select own.id, 'attachment', city_date(attachment.uploaded_at), 0
      from attachment join own on own.id = attachment.point_id
      union all
      select own.id, 'plan', null, 0
      from indicator_point join own on own.id = indicator_point.point_id
      union all
      select own.id, 'handover_answer', handover.responded_on, 0
      from handover join own on own.id = handover.response_point_id
    )
    select
      own.id as point_id, own.code, own.official_name,
      jsonb_agg(
        jsonb_build_object('kind', act.kind, 'on', act.day) order by act.place, act.day, act.kind
      ) as acts,
      (count(*) over ())::integer as count
    from own
    join act on act.point_id = own.id
    group by own.id, own.code, own.official_name
    order by own.id
    limit ${limit}`;
  return {
    count: rows[0]?.count ?? 0,
    items: rows.map(({ pointId, code, officialName, acts }) => ({
      pointId,
      code,
      officialName,
      acts,
    })),
  };
}
