import type {
  AddInspectionObject,
  InspectionNeed,
  InspectionObject,
  InspectionObjectPage,
  InspectionObjectQuery,
} from '#server/contract/inspection-object.ts';
import type { LonLat } from '#server/contract/geo.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { lastVisit } from './inspection-queries.ts';

/** The day that is asked about, and after how many days a business with findings is seen again. */
export type Reckoning = { today: IsoDate; reinspectionDays: number };

/**
 * The register with what follows from its visits. A visit counts unless nobody could inspect, it was guidance
 * for another team, or it was withdrawn. Findings of the latest visit ask for another one.
 */
function judgedObjects(sql: TransactionSql, { today, reinspectionDays }: Reckoning) {
  return sql`
    select
      object.id, object.code, object.version, object.name, object.category, object.address,
      object.position, object.commune_id, commune.name as commune_name, object.state,
      object.closed_on, object.state_reason, object.folded_words, last.inspected_on as last_inspected_on,
      last.result as last_result, last.kind as last_kind, coalesce(visits.count, 0) as visits_this_year,
      object.state = 'open' and coalesce(visits.count, 0) = 0 as not_inspected,
      case
        when object.state = 'open' and last.result not in ('no_violation', 'closed_down')
        then last.inspected_on + ${reinspectionDays}::integer
      end as reinspection_due_on
    from inspection_object object
    join commune on commune.id = object.commune_id
    left join lateral (
      ${lastVisit(sql)}
    ) last on true
    left join lateral (
      select count(*)::integer as count
      from inspection
      where inspection.object_id = object.id and inspection.withdrawn_at is null
        and inspection.result <> 'could_not_inspect' and inspection.kind <> 'guidance'
        and inspection.inspected_on between date_trunc('year', ${today}::date)::date and ${today}::date
    ) visits on true`;
}

function shownColumns(sql: TransactionSql, { today }: Reckoning) {
  return sql`
    id, code, version, name, category, address,
    array[st_x(position), st_y(position)] as position, commune_id, commune_name, state, closed_on,
    state_reason, last_inspected_on, last_result, last_kind, visits_this_year, reinspection_due_on,
    array_remove(
      array[
        case when not_inspected then 'not_inspected' end,
        case when reinspection_due_on <= ${today}::date then 'reinspection_due' end
      ],
      null
    ) as needs`;
}

/** Lists objects: due ones first, then those not visited this year, then by code. */
export async function listObjects(
  sql: TransactionSql,
  query: InspectionObjectQuery & { words: readonly string[] },
  reckoning: Reckoning,
): Promise<Pick<InspectionObjectPage, 'items' | 'next' | 'total' | 'counts'>> {
  const { today } = reckoning;
  const from = Number(query.cursor ?? 0);
  const matching = sql`
    not exists (
      select from unnest(${[...query.words]}::text[]) as word (text)
      where position(word.text in judged.folded_words) = 0
    )
    and (${query.category ?? null}::text is null or judged.category = ${query.category ?? null})
    and (${query.commune ?? null}::integer is null or judged.commune_id = ${query.commune ?? null})`;
  const chosen = sql`
    (${query.state ?? null}::text is null or state = ${query.state ?? null})
    and case ${query.need ?? 'any'}
      when 'not_inspected' then not_inspected
      when 'reinspection_due' then reinspection_due_on <= ${today}::date
      else true
    end`;
  const [counted] = await sql<{ total: number; counts: InspectionObjectPage['counts'] }[]>`
    with judged as (${judgedObjects(sql, reckoning)})
    select
      (count(*) filter (where ${chosen}))::integer as total,
      jsonb_build_object(
        'open', count(*) filter (where state = 'open'),
        'closed', count(*) filter (where state = 'closed'),
        'not_inspected', count(*) filter (where not_inspected),
        'reinspection_due', count(*) filter (where reinspection_due_on <= ${today}::date)
      ) as counts
    from judged
    where ${matching}`;
  const items = await sql<InspectionObject[]>`
    with judged as (${judgedObjects(sql, reckoning)})
    select ${shownColumns(sql, reckoning)}
    from judged
    where ${matching} and ${chosen}
    order by reinspection_due_on <= ${today}::date desc nulls last, reinspection_due_on nulls last,
      not_inspected desc, code, id
    limit ${query.limit} offset ${from}`;
  if (counted === undefined) throw new Error('the register of businesses gave no counts');
  const end = from + items.length;
  return { ...counted, items, next: end < counted.total ? String(end) : null };
}

export async function findObject(
  sql: TransactionSql,
  id: number,
  reckoning: Reckoning,
): Promise<InspectionObject | null> {
  const [row] = await sql<InspectionObject[]>`
    with judged as (${judgedObjects(sql, reckoning)})
    select ${shownColumns(sql, reckoning)} from judged where id = ${id}`;
  return row ?? null;
}

/** A business that a route may go to, with why it should. */
export type InspectionCandidate = Pick<
  InspectionObject,
  | 'id'
  | 'code'
  | 'name'
  | 'category'
  | 'position'
  | 'communeId'
  | 'lastInspectedOn'
  | 'reinspectionDueOn'
> & { needs: InspectionNeed[] };

/**
 * Open businesses within the reader's reach, for the choice of a route's stops: those that need a visit, or
 * all of them (what a random share is drawn from).
 */
export async function listInspectionCandidates(
  sql: TransactionSql,
  reckoning: Reckoning,
  wanted: { onlyNeeded: boolean },
): Promise<InspectionCandidate[]> {
  return sql<InspectionCandidate[]>`
    with judged as (${judgedObjects(sql, reckoning)}),
    shown as (select ${shownColumns(sql, reckoning)} from judged where state = 'open')
    select
      id, code, name, category, position, commune_id, last_inspected_on, reinspection_due_on, needs
    from shown
    where not ${wanted.onlyNeeded}::boolean or cardinality(needs) > 0
    order by id`;
}

type Written = { writtenBy: string; writtenAt: IsoInstant };

function point(sql: TransactionSql, [longitude, latitude]: LonLat) {
  return sql`st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326)`;
}

export async function insertObject(
  sql: TransactionSql,
  entry: AddInspectionObject & Written & { communeId: number },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into inspection_object (
      name, category, address, position, commune_id, written_by, written_at
    ) values (
      ${entry.name}, ${entry.category}, ${entry.address}, ${point(sql, entry.position)},
      ${entry.communeId}, ${entry.writtenBy}, ${entry.writtenAt}
    )
    returning id`;
  if (row === undefined) throw new Error('an inserted business returned no id');
  return row.id;
}

/** The version of a business, locked; null where there is none. */
export async function lockObject(
  sql: TransactionSql,
  id: number,
): Promise<{ version: number; state: 'open' | 'closed' } | null> {
  const [row] = await sql<{ version: number; state: 'open' | 'closed' }[]>`
    select version, state from inspection_object where id = ${id} for update`;
  return row ?? null;
}

export async function updateObject(
  sql: TransactionSql,
  id: number,
  entry: AddInspectionObject & Written & { communeId: number },
): Promise<void> {
  await sql`
    update inspection_object
    set
      name = ${entry.name}, category = ${entry.category}, address = ${entry.address},
      position = ${point(sql, entry.position)}, commune_id = ${entry.communeId},
      version = version + 1, written_by = ${entry.writtenBy}, written_at = ${entry.writtenAt}
    where id = ${id}`;
}

/** Closes a business on a day, or opens it again where there is none, with the reason. */
export async function setObjectState(
  sql: TransactionSql,
  id: number,
  { closedOn, reason }: { closedOn: IsoDate | null; reason: string },
  by: Written,
): Promise<void> {
  await sql`
    update inspection_object
    set
      state = ${closedOn === null ? 'open' : 'closed'}, closed_on = ${closedOn},
      state_reason = ${reason},
      version = version + 1, written_by = ${by.writtenBy}, written_at = ${by.writtenAt}
    where id = ${id}`;
}
