import type { Actor } from '#server/contract/permission.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Something that a figure counts, with everybody who stands behind it. */
export type Fact = {
  name: string;
  makers: string[];
  /** Person whose last word it is, and when it was said. */
  lastBy: string | null;
  lastAt: IsoInstant | null;
  /** False where no figure counts it yet: nobody undoes it, and it is there still. */
  counted: boolean;
  /** Persons whose commune it measures: its leaders and officers since it was made. */
  measured: string[];
};

/**
 * Lists what figures count of a place, or of all: that it is listed and by which commune led, each hand-over and
 * recurrence with its day, and each open suspicion. Written without the program's own rules.
 */
export async function factsOf(sql: TransactionSql, pointId: number | null): Promise<Fact[]> {
  return sql<Fact[]>`
    with fact (name, point_id, makers, last_by, last_at, counted) as (
      select
        case own.kind when 'recurrence_confirmed' then 'recurrence ' else 'hand-over ' end
          || own.id || ' on ' || own.effective_on,
        own.point_id,
        array_remove(
          array[
            own.actor_id,
            (select raised_by from signal where id = (own.detail ->> 'signalId')::integer),
            (select proposed_by from handover where id = (own.detail ->> 'handoverId')::integer)
          ], null
        ),
        own.actor_id, own.recorded_at, true
      from event_in_force own
      where (${pointId}::integer is null or own.point_id = ${pointId})
        and own.kind in ('recurrence_confirmed', 'handover_confirmed') and own.annulled_by is null
        -- A later attempt or another commune replaces what was confirmed once.
        and (own.kind = 'recurrence_confirmed' or exists (
          select from cycle
          where cycle.point_id = own.point_id and cycle.number = own.cycle
            and cycle.handed_over_on is not null
        ))
      union all
      select 'suspicion ' || id, point_id, array[raised_by], raised_by, recorded_at, true
      from signal
      where (${pointId}::integer is null or point_id = ${pointId}) and state = 'suspected'
      union all
      select
        unnest(array[
          'listed ' || point.id,
          'place ' || point.id || ' led by ' || array_to_string(array(
            select commune_id from point_commune where point_id = point.id and lead
          ), ' ')
        ]),
        point.id, array_remove(array[proposed_by, recognised_by], null), null, null,
        cycle > 1
        or exists (select from cycle where point_id = point.id and handed_over_on is not null)
        or exists (select from signal where point_id = point.id and state = 'suspected')
      from point
      where (${pointId}::integer is null or id = ${pointId})
        and cycle > 0 and merged_into is null and status <> 'delisted'
    )
    select
      fact.name, fact.makers, fact.last_by, fact.last_at, fact.counted,
      array(
        select distinct role_assignment.account_id
        from role_assignment
        join point_commune on point_commune.commune_id = role_assignment.commune_id
        where point_commune.point_id = fact.point_id
          and role_assignment.role in ('leader', 'officer')
      ) as measured
    from fact`;
}

/**
 * The law: undoing a fact takes as many persons as making it, two at most, and never only those whom it measures; a slip
 * within the hour takes back the own last word. @returns the facts that were undone against it
 */
export function undoneAlone(
  before: readonly Fact[],
  after: readonly Fact[],
  { act, persons, now }: { act: string; persons: readonly Actor[]; now: IsoInstant },
): string[] {
  if (persons.length === 0) return [];
  return undoneFacts(before, after)
    .filter((fact) => {
      // A suspicion is decided by whoever did not raise it, and no figure measures an analyst.
      const needed = fact.name.startsWith('suspicion') ? 1 : Math.min(2, new Set(fact.makers).size);
      const unmeasured = persons.some(
        ({ role, accountId }) => role === 'analyst' && !fact.measured.includes(accountId),
      );
      const [first] = persons;
      const slip =
        first?.accountId === fact.lastBy &&
        first.reach !== 'communes' &&
        Date.parse(now) - Date.parse(fact.lastAt ?? now) <= 3_600_000;
      const distinct = new Set(persons.map(({ accountId }) => accountId)).size;
      return !slip && (distinct < needed || !unmeasured);
    })
    .map(({ name }) => `${act} by ${persons.map(({ role }) => role).join('+')} undid ${name}`);
}

/** The facts that are no more. */
export function undoneFacts(before: readonly Fact[], after: readonly Fact[]): Fact[] {
  const kept = new Set(after.map(({ name }) => name));
  return before.filter(({ name, counted }) => counted && !kept.has(name));
}
