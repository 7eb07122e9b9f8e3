import type { InspectionQuota, SetInspectionQuota } from '#server/contract/inspection-object.ts';
import type { Inspection, RecordInspection } from '#server/contract/inspection.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Visits to one business, latest first, with those that were withdrawn. */
export async function listInspections(
  sql: TransactionSql,
  objectId: number,
): Promise<Inspection[]> {
  return sql<Inspection[]>`
    select
      inspection.id, inspection.kind, inspection.result, inspection.inspected_on,
      inspection.obstacle, inspection.document_number, inspection.note,
      app_user.name as recorded_by, inspection.withdrawn_reason,
      case
        when late_days(inspection.inspected_on, inspection.recorded_at) > 0 then jsonb_build_object(
          'days', late_days(inspection.inspected_on, inspection.recorded_at),
          'documentOn', inspection.document_on
        )
      end as late,
      inspection.recorded_by = actor_account_id() as own
    from inspection
    join app_user on app_user.id = inspection.recorded_by
    where inspection.object_id = ${objectId}
    order by inspection.inspected_on desc, inspection.id desc`;
}

export async function insertInspection(
  sql: TransactionSql,
  objectId: number,
  visit: Omit<RecordInspection, 'enteredAt'> & { recordedBy: string; recordedAt: IsoInstant },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into inspection (
      object_id, kind, result, inspected_on, obstacle, document_number, document_on, note,
      recorded_by, recorded_at
    ) values (
      ${objectId}, ${visit.kind}, ${visit.result}, ${visit.inspectedOn}, ${visit.obstacle},
      ${visit.documentNumber}, ${visit.documentOn}, ${visit.note}, ${visit.recordedBy}, ${visit.recordedAt}
    )
    returning id`;
  if (row === undefined) throw new Error('an inserted inspection returned no id');
  return row.id;
}

/** Withdraws a visit of the actor's own. @returns whether there was one that stood */
export async function withdrawInspection(
  sql: TransactionSql,
  given: { objectId: number; inspectionId: number; reason: string; at: IsoInstant },
): Promise<boolean> {
  const rows = await sql`
    update inspection
    set withdrawn_at = ${given.at}, withdrawn_reason = ${given.reason}
    where id = ${given.inspectionId} and object_id = ${given.objectId} and withdrawn_at is null
    returning id`;
  return rows.length === 1;
}

/**
 * Lists the progress of each commune in reach in a year: its quota, and the inspections up to the end of the year
 * or today.
 */
export async function listQuotas(
  sql: TransactionSql,
  given: { year: number; today: IsoDate; reinspectionDays: number },
): Promise<InspectionQuota[]> {
  return sql<InspectionQuota[]>`
    with counted as (
      select object.commune_id, object.id as object_id, inspection.inspected_on
      from inspection
      join inspection_object object on object.id = inspection.object_id
      where inspection.withdrawn_at is null and inspection.result <> 'could_not_inspect'
        and inspection.kind <> 'guidance'
        and inspection.inspected_on between make_date(${given.year}, 1, 1) and make_date(${given.year}, 12, 31)
    ),
    visited as (
      select
        commune_id, count(distinct object_id)::integer as inspected, count(*)::integer as visits
      from counted
      group by commune_id
    ),
    held as (
      select object.commune_id, count(*)::integer as open,
        (count(*) filter (
          where last.result not in ('no_violation', 'closed_down')
            and last.inspected_on + ${given.reinspectionDays}::integer <= ${given.today}::date
        ))::integer as due
      from inspection_object object
      left join lateral (
        select inspection.result, inspection.inspected_on
        from inspection
        where inspection.object_id = object.id and inspection.withdrawn_at is null
          and inspection.result <> 'could_not_inspect' and inspection.kind <> 'guidance'
        order by inspection.inspected_on desc, inspection.id desc
        limit 1
      ) last on true
      where object.state = 'open'
      group by object.commune_id
    ),
    allotted as (
      select distinct on (commune_id) commune_id, quota, document_number
      from inspection_quota
      where year = ${given.year}
      order by commune_id, id desc
    )
    select
      commune.id as commune_id, commune.name as commune_name, allotted.quota,
      allotted.document_number, coalesce(held.open, 0) as open,
      coalesce(visited.inspected, 0) as inspected, coalesce(visited.visits, 0) as visits,
      coalesce(held.due, 0) as reinspection_due
    from commune
    left join visited on visited.commune_id = commune.id
    left join held on held.commune_id = commune.id
    left join allotted on allotted.commune_id = commune.id
    where coalesce(held.commune_id, visited.commune_id, allotted.commune_id) is not null
    order by commune.name, commune.id`;
}

export async function insertQuota(
  sql: TransactionSql,
  quota: SetInspectionQuota & { setBy: string; setAt: IsoInstant },
): Promise<void> {
  await sql`
    insert into inspection_quota (commune_id, year, quota, document_number, set_by, set_at)
    values (
      ${quota.communeId}, ${quota.year}, ${quota.quota}, ${quota.documentNumber}, ${quota.setBy},
      ${quota.setAt}
    )`;
}
