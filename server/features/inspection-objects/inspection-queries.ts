import type { InspectionQuota, SetInspectionQuota } from '#server/contract/inspection-object.ts';
import type { Inspection, RecordInspection } from '#server/contract/inspection.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { paperColumns, paperJoin, type PaperRow } from '#server/features/late-entries/queries.ts';
import { lateEntryOf } from '#server/features/late-entries/rules.ts';

type VisitRow = Omit<Inspection, 'late'> & PaperRow & { actorId: string; otherYear: boolean };

/** Visits to one business, latest first, with those that were withdrawn. */
export async function listInspections(
  sql: TransactionSql,
  objectId: number,
  reader: Actor,
): Promise<Inspection[]> {
  const rows = await sql<VisitRow[]>`
    select
      inspection.id, inspection.kind, inspection.result, inspection.inspected_on,
      inspection.obstacle, inspection.document_number, inspection.note,
      app_user.name as recorded_by, inspection.withdrawn_reason,
      inspection.recorded_by as actor_id,
      late_days(inspection.inspected_on, inspection.recorded_at) as late_days,
      inspection.document_on, ${paperColumns(sql)},
      extract(year from inspection.inspected_on)
        <> extract(year from city_date(inspection.recorded_at)) as other_year
    from inspection
    join app_user on app_user.id = inspection.recorded_by
    ${paperJoin(sql, 'inspection_id', 'inspection')}
    where inspection.object_id = ${objectId}
    order by inspection.inspected_on desc, inspection.id desc`;
  return rows.map((row) => {
    const { lateDays: _days, documentOn: _on, verdict: _verdict, reviewedBy: _by, ...rest } = row;
    const { reviewedAt: _at, reviewReason: _why, actorId, otherYear, ...visit } = rest;
    // A quota is one of a year: an earlier day of the same year moves nothing.
    const judged = otherYear && visit.withdrawnReason === null;
    const late = lateEntryOf(row, reader, { actorId, judged });
    return { ...visit, late, own: actorId === reader.accountId };
  });
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

/**
 * The visit by which the business of the row `object` is judged: the latest, and among those of one day one with
 * findings, in whatever order they arrived.
 */
export function lastVisit(sql: TransactionSql) {
  return sql`
    select inspection.inspected_on, inspection.result, inspection.kind
    from inspection
    where inspection.object_id = object.id and inspection.withdrawn_at is null
      and inspection.result <> 'could_not_inspect' and inspection.kind <> 'guidance'
    order by
      inspection.inspected_on desc, inspection.result in ('no_violation', 'closed_down'),
      inspection.id desc
    limit 1`;
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

/** Visits that count for a year, and those that will once their papers are seen. */
function countedVisits(sql: TransactionSql, year: number) {
  return sql`
    select object.commune_id, object.id as object_id,
      paper_review.verdict is null
        and extract(year from inspection.inspected_on)
          <> extract(year from city_date(inspection.recorded_at)) as awaited
    from inspection
    join inspection_object object on object.id = inspection.object_id
    left join paper_review on paper_review.inspection_id = inspection.id
    where inspection.withdrawn_at is null and inspection.result <> 'could_not_inspect'
      and inspection.kind <> 'guidance'
      and case
        when paper_review.verdict = 'refused' then city_date(inspection.recorded_at)
        else inspection.inspected_on
      end between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`;
}

/**
 * Lists the progress of each commune in reach in a year: its quota, and the inspections up to the end of the year
 * or today. A visit entered in a later year counts for neither until somebody has seen its paper, and for the year of
 * its entry where the paper did not show it.
 */
export async function listQuotas(
  sql: TransactionSql,
  given: { year: number; today: IsoDate; reinspectionDays: number },
): Promise<InspectionQuota[]> {
  return sql<InspectionQuota[]>`
    with counted as (${countedVisits(sql, given.year)}),
    visited as (
      select
        commune_id, (count(distinct object_id) filter (where not awaited))::integer as inspected,
        (count(*) filter (where not awaited))::integer as visits,
        (count(*) filter (where awaited))::integer as awaited
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
        ${lastVisit(sql)}
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
      coalesce(visited.awaited, 0) as awaited,
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
