import type { TransactionSql } from './client.ts';

/**
 * Lets the role `diaban_system` read and write the rows of each table that it may not read yet, as the owner of the
 * tables; it does nothing where the cluster has no such role. Rows that are never changed can be added alone, and what
 * was migrated can only be read. See `server/deploy/roles.sql`.
 */
export async function admitSystemRole(sql: TransactionSql): Promise<void> {
  const [found] = await sql`select 1 from pg_roles where rolname = 'diaban_system'`;
  if (found !== undefined) await sql.unsafe(GRANTS).simple();
}

const GRANTS = `
do $$
declare
  made record;
begin
  grant usage on schema public to diaban_system;
  for made in
    select
      oid::regclass as name,
      exists (
        select from pg_trigger
        where tgrelid = pg_class.oid and tgfoid = 'refuse_change'::regproc and tgtype & 24 = 24
      ) as is_added_to_alone
    from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
      and pg_has_role(relowner, 'usage')
      and not has_table_privilege('diaban_system', oid, 'select, insert')
  loop
    if made.name = 'schema_migration'::regclass then
      grant select on schema_migration to diaban_system;
    elsif made.is_added_to_alone then
      execute format('grant select, insert on %s to diaban_system', made.name);
    else
      execute format('grant select, insert, update, delete on %s to diaban_system', made.name);
    end if;
  end loop;
  for made in
    select oid::regclass as name
    from pg_sequence join pg_class on oid = seqrelid
    where relnamespace = 'public'::regnamespace
      and pg_has_role(relowner, 'usage')
      and not has_sequence_privilege('diaban_system', seqrelid, 'usage')
  loop
    execute format('grant usage, select, update on sequence %s to diaban_system', made.name);
  end loop;
  for made in
    select oid::regprocedure as name from pg_proc
    where pronamespace = 'public'::regnamespace and prokind = 'f'
      and pg_has_role(proowner, 'usage')
      and not has_function_privilege('diaban_system', oid, 'execute')
  loop
    execute format('grant execute on function %s to diaban_system', made.name);
  end loop;
end
$$`;
