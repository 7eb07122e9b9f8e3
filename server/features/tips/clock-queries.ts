import type { DeadlineRule } from '#server/contract/tip-clock.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type DayOff = { day: IsoDate; kind: 'holiday' | 'worked' | 'plain'; name: string };

/** All rules that were, are or will be in force, per kind the latest first. */
export async function listDeadlineRules(sql: TransactionSql): Promise<{ rule: unknown }[]> {
  return sql<{ rule: unknown }[]>`
    select rule from deadline_rule order by kind, valid_from desc`;
}

/** The latest rule of a kind that came with the reference data and holds on a day: nobody set it. */
export async function findLegalRule(
  sql: TransactionSql,
  kind: DeadlineRule['kind'],
  on: IsoDate,
): Promise<{ rule: unknown } | null> {
  const [row] = await sql<{ rule: unknown }[]>`
    select rule from deadline_rule
    where kind = ${kind} and set_by is null and valid_from <= ${on}
    order by valid_from desc
    limit 1`;
  return row ?? null;
}

/** A rule of a kind from a day on; refused by its key where that day has one. */
export async function insertDeadlineRule(
  sql: TransactionSql,
  rule: DeadlineRule,
  by: { setBy: string | null; setAt: IsoInstant },
): Promise<void> {
  await sql`
    insert into deadline_rule (kind, valid_from, rule, origin, set_by, set_at)
    values (
      ${rule.kind}, ${rule.validFrom}, ${sql.json(rule)}::jsonb, ${rule.origin}, ${by.setBy},
      ${by.setAt}
    )`;
}

export async function listDaysOff(sql: TransactionSql): Promise<DayOff[]> {
  return sql<DayOff[]>`select day, kind, name from day_off order by day`;
}

export async function setDayOff(
  sql: TransactionSql,
  day: DayOff,
  by: { setBy: string | null; setAt: IsoInstant },
): Promise<void> {
  await sql`
    insert into day_off (day, kind, name, set_by, set_at)
    values (${day.day}, ${day.kind}, ${day.name}, ${by.setBy}, ${by.setAt})
    on conflict on constraint day_off_pkey do update
    set kind = excluded.kind, name = excluded.name, set_by = excluded.set_by, set_at = excluded.set_at`;
}

/** Defaults are only ever added: what an administrator set stays. */
export async function addClockDefaults(
  sql: TransactionSql,
  rules: readonly DeadlineRule[],
  days: readonly DayOff[],
  setAt: IsoInstant,
): Promise<void> {
  await sql`
    insert into deadline_rule (kind, valid_from, rule, origin, set_by, set_at)
    select
      given ->> 'kind', (given ->> 'validFrom')::date, given, given ->> 'origin', null,
      ${setAt}::timestamptz
    from jsonb_array_elements(${JSON.stringify(rules)}::text::jsonb) given
    on conflict on constraint deadline_rule_pkey do nothing`;
  await sql`
    insert into day_off (day, kind, name, set_by, set_at)
    select
      (given ->> 'day')::date, given ->> 'kind', given ->> 'name', null, ${setAt}::timestamptz
    from jsonb_array_elements(${JSON.stringify(days)}::text::jsonb) given
    on conflict on constraint day_off_pkey do nothing`;
}

/** Open tips whose clock runs, for deriving their due days anew after a holiday changed. */
export async function listRunningTipIds(sql: TransactionSql): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id from tip where handled_on is null and clock_started_on is not null order by id`;
  return rows.map((row) => row.id);
}
