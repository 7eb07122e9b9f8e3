import type { Actor } from '#server/contract/permission.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Something that a figure counts about a place, with everybody who stands behind it. */
export type Fact = {
  name: string;
  makers: string[];
  /** Person whose last word it is, and when it was said. */
  lastBy: string | null;
  lastAt: IsoInstant | null;
};

/**
 * Lists what figures count of a place: that it is listed, each hand-over and recurrence with its day, each open suspicion,
 * and the communes that answer for it. Written without the program's own rules.
 */
export async function factsOf(sql: TransactionSql, pointId: number): Promise<Fact[]> {
  return sql<Fact[]>`
    with own as (
      select event_in_force.*, event_in_force.annulled_by is not null as undone
      from event_in_force where point_id = ${pointId}
    )
    select
      case kind when 'recurrence_confirmed' then 'recurrence ' else 'hand-over ' end
        || own.id || ' on ' || own.effective_on as name,
      array_remove(
        array[
          own.actor_id,
          (select raised_by from signal where id = (own.detail ->> 'signalId')::integer),
          (select proposed_by from handover where id = (own.detail ->> 'handoverId')::integer)
        ], null
      ) as makers,
      own.actor_id as last_by, own.recorded_at as last_at
    from own
    where kind in ('recurrence_confirmed', 'handover_confirmed') and not undone
      -- A later attempt or another commune replaces what was confirmed once.
      and (kind = 'recurrence_confirmed' or exists (
        select from cycle
        where cycle.point_id = own.point_id and cycle.number = own.cycle
          and cycle.handed_over_on is not null
      ))
    union all
    select
      'suspicion ' || signal.id, array[raised_by], raised_by, recorded_at
    from signal where point_id = ${pointId} and state = 'suspected'
    union all
    select
      'listed', array_remove(array[proposed_by, recognised_by], null), null, null
    from point
    where id = ${pointId} and cycle > 0 and merged_into is null and status <> 'delisted'
      and (
        cycle > 1
        or exists (select from cycle where point_id = point.id and handed_over_on is not null)
        or exists (select from signal where point_id = point.id and state = 'suspected')
      )`;
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
  const kept = new Set(after.map(({ name }) => name));
  return before
    .filter(({ name }) => !kept.has(name))
    .filter((fact) => {
      if (persons.length === 0) return false;
      // A suspicion is decided by whoever did not raise it, and no figure measures an analyst.
      const needed = fact.name.startsWith('suspicion') ? 1 : Math.min(2, new Set(fact.makers).size);
      const unmeasured = persons.some(({ role }) => role === 'analyst');
      const [first] = persons;
      const slip =
        first?.accountId === fact.lastBy &&
        first.reach === 'city' &&
        Date.parse(now) - Date.parse(fact.lastAt ?? now) <= 3_600_000;
      return !slip && (persons.length < needed || !unmeasured);
    })
    .map(({ name }) => `${act} by ${persons.map(({ role }) => role).join('+')} undid ${name}`);
}
