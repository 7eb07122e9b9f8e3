import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

/** Enters one place of a commune for each month of 2026, closed on that day of it. */
export async function closeMonthly(
  database: Database,
  code: string,
  days: readonly number[],
): Promise<void> {
  await asSystem(database, async (sql) => {
    for (const [i, day] of days.entries()) {
      const on = `2026-${String(i + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      await sql`
        with commune as (select id, centre from commune where code = ${code} and valid_to is null),
        added as (
          insert into point (
            official_name, kind, category, geom, anchor, status, status_since, cycle,
            commune_uncertain, created_at
          )
          select
            ${`Điểm thử ${code} ${i}`}, 'business', 'NN', centre, centre, 'eliminated',
            ${on}::date, 1, false, ${`${on}T03:00:00Z`}::timestamptz
          from commune
          returning id
        ),
        placed as (
          insert into point_commune (point_id, commune_id, lead)
          select added.id, commune.id, true from added cross join commune
        )
        insert into cycle (point_id, number, opened_on, opened_by, eliminated_on)
        select id, 1, '2024-01-01', 'recognised', ${on}::date from added`;
    }
  });
}
