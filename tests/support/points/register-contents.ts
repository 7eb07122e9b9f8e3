import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

/** Counts the contents of the register, which a refused request must leave unchanged. */
export async function countRegister(database: Database): Promise<Record<string, number>> {
  const [row] = await asSystem(
    database,
    (sql) => sql<Record<string, number>[]>`
      select
        (select count(*)::integer from point) as points,
        (select count(*)::integer from point_alias) as aliases,
        (select count(*)::integer from event) as events,
        (select count(*)::integer from cycle) as cycles,
        (select count(*)::integer from handover) as handovers,
        (select count(*)::integer from signal) as signals,
        (select coalesce(sum(version), 0)::integer from point) as versions,
        (select count(*)::integer from boundary_set) as boundary_sets,
        (select count(*)::integer from app_user) as accounts,
        (select count(*)::integer from audit_entry where action not like '%.read') as audited`,
  );
  return row ?? {};
}
