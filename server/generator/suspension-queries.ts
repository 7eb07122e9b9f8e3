import type { TransactionSql } from '#server/db/client.ts';

/** The register's tables that one generated city fills. */
const TABLES = [
  'point',
  'point_commune',
  'point_last_event',
  'cycle',
  'event',
  'handover',
  'check_record',
  'point_flag',
];

/** One statement that takes something away from a table, and the one that gives it back. */
type Suspension = { takeAway: string; giveBack: string };

/**
 * Takes away what would be done for each of millions of rows: looking up what it refers to, and entering it into
 * indexes that are not unique. Nobody else reads or writes the tables until the transaction ends. References to
 * accounts stay, so that people can sign in meanwhile; generated rows name none.
 */
export async function suspendRowWork(
  sql: TransactionSql,
): Promise<{ references: Suspension[]; indexes: Suspension[] }> {
  const references = await sql<Suspension[]>`
    select
      format('alter table %s drop constraint %I', conrelid::regclass, conname) as take_away,
      format(
        'alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)
      ) as give_back
    from pg_constraint
    where contype = 'f' and conrelid = any (${TABLES}::regclass[])
      and confrelid <> 'app_user'::regclass
    order by conrelid::regclass::text, conname`;
  const indexes = await sql<Suspension[]>`
    select
      format('drop index %s', indexrelid::regclass) as take_away,
      pg_get_indexdef(indexrelid) as give_back
    from pg_index
    where indrelid = any (${TABLES}::regclass[]) and not indisunique
    order by indrelid::regclass::text, indexrelid::regclass::text`;
  for (const { takeAway } of [...references, ...indexes]) await sql.unsafe(takeAway);
  await sql`alter table event disable trigger event_last_day_is_kept`;
  return { references: [...references], indexes: [...indexes] };
}

/** Gives back what was taken away; all rows are then looked up at once. */
export async function giveBack(sql: TransactionSql, given: readonly Suspension[]): Promise<void> {
  for (const one of given) await sql.unsafe(one.giveBack);
}

/** Fills the last days of the events, which the suspended trigger would have kept. */
export async function keepLastEvents(sql: TransactionSql): Promise<void> {
  await sql`
    insert into point_last_event (point_id, on_day)
    select point_id, max(effective_on) from event
    where kind not in ('corrected', 'annulled')
    group by point_id`;
  await sql`alter table event enable trigger event_last_day_is_kept`;
}
