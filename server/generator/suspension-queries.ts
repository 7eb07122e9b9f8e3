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

/** Everything that was taken away, in the order in which it is given back. */
export type Suspended = { indexes: Suspension[]; references: Suspension[]; log: Suspension[] };

/**
 * Takes away what would be done for each of millions of rows: looking up what it refers to, entering it into indexes, and
 * handing it to the log of changed points. Nobody else reads or writes the tables until the transaction ends. References
 * to accounts stay, so that people can sign in meanwhile; generated rows name none. Keys that other tables refer to stay.
 */
export async function suspendRowWork(sql: TransactionSql): Promise<Suspended> {
  const references = await listReferences(sql);
  const indexes = await listIndexes(sql);
  const log = await sql<Suspension[]>`
    select
      format('alter table %s disable trigger %I', tgrelid::regclass, tgname) as take_away,
      format('alter table %s enable trigger %I', tgrelid::regclass, tgname) as give_back
    from pg_trigger
    where tgrelid = any (${TABLES}::regclass[]) and tgname like '%\\_insert\\_is\\_logged'
    order by tgrelid::regclass::text`;
  for (const { takeAway } of [...references, ...indexes, ...log]) await sql.unsafe(takeAway);
  await sql`alter table event disable trigger event_last_day_is_kept`;
  return { indexes, references, log: [...log] };
}

async function listReferences(sql: TransactionSql): Promise<Suspension[]> {
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
  return [...references];
}

/** Lists the keys that no other table refers to, and the indexes that are not unique. */
async function listIndexes(sql: TransactionSql): Promise<Suspension[]> {
  const indexes = await sql<Suspension[]>`
    select
      format('alter table %s drop constraint %I', conrelid::regclass, conname) as take_away,
      format(
        'alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)
      ) as give_back
    from pg_constraint
    where contype in ('p', 'u') and conrelid = any (${TABLES}::regclass[]) and not exists (
      select from pg_constraint reference
      where reference.contype = 'f' and reference.conindid = pg_constraint.conindid
        and reference.conrelid <> all (${TABLES}::regclass[])
    )
    union all
    select
      format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    from pg_index
    where indrelid = any (${TABLES}::regclass[]) and not indisunique
    order by take_away`;
  return [...indexes];
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

/** Notes that everything has changed, which the suspended log would have noted. */
export async function logEverything(sql: TransactionSql): Promise<void> {
  await sql`select tell_of_changed_points(array[null]::integer[])`;
}
