import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Number of facts of a kind that were written by a transaction without a line in the log. */
export type Unlogged = {
  kind: 'event' | 'tip_event' | 'role_assignment' | 'setting';
  facts: number;
};

/**
 * Counts events, steps of tips, assignments of roles and settings that no line of the log tells of: those whose
 * transaction has added none. Facts of versions that did not note their transaction are left out, and so are the
 * settings that a start of the program adds.
 */
export async function countUnlogged(
  sql: TransactionSql,
  installed: readonly { key: string; validFrom: IsoDate }[],
): Promise<Unlogged[]> {
  return sql<Unlogged[]>`
    select kind, count(*) as facts
    from (
      select 'event' as kind, written_in from event
      union all select 'tip_event', written_in from tip_event
      union all select 'role_assignment', written_in from role_assignment
      union all
      select 'setting', written_in
      from setting
      where set_by is not null or (key, valid_from) not in (
        select key, valid_from
        from unnest(
          ${installed.map(({ key }) => key)}::text[],
          ${installed.map(({ validFrom }) => validFrom)}::date[]
        ) as installed (key, valid_from)
      )
    ) as fact
    where written_in is not null
      and not exists (
        select from audit_entry where audit_entry.written_in = fact.written_in
      )
    group by kind
    order by kind`;
}

/** Tells if the register is the demonstration, whose story a program has told. */
export async function isDemonstration(sql: TransactionSql): Promise<boolean> {
  const [row] = await sql<{ demo: boolean }[]>`
    select exists (select from setting where key = 'demo' and value = 'true'::jsonb) as demo`;
  return row?.demo ?? false;
}
