import type { Database, TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

/** Fills a register that has its reference data with points of three events each, around the communes' centres. */
export async function addManyPoints(database: Database, count: number): Promise<void> {
  await asSystem(database, async (sql) => {
    // Statistics of its own: those that the server takes at such a moment say that nothing is there, and joins crawl.
    await spreadPoints(sql, count);
    await sql`analyze point, point_commune`;
    await giveHistory(sql);
    await sql`analyze cycle, event`;
    await giveDuties(sql);
  });
  await database.sql`vacuum analyze`;
}

/** Points around the centres of the communes, each in the commune that it lies around. */
async function spreadPoints(sql: TransactionSql, count: number): Promise<void> {
  await sql`
    with spread as (
      select
        number, commune.id as commune_id,
        st_setsrid(
          st_point(
            st_x(commune.centre) + ((number * 919) % 1000 - 500) * 4e-6,
            st_y(commune.centre) + ((number * 4729) % 1000 - 500) * 4e-6
          ), 4326
        ) as place
      from generate_series(1, ${count}) number
      join (
        select id, centre, row_number() over (order by code) as position
        from commune where valid_to is null
      ) commune on commune.position = 1 + number % 126
    ),
    added as (
      insert into point (
        official_name, kind, category, geom, anchor, status, status_since, cycle,
        commune_uncertain, import_key, created_at
      )
      select
        'Nhà nghỉ số ' || number, 'business', 'NN', place, place,
        'eliminated', '2026-02-01', 1, false, 'row ' || number, now()
      from spread
      returning id, import_key
    )
    insert into point_commune (point_id, commune_id, lead)
    select added.id, spread.commune_id, true
    from added
    join spread on added.import_key = 'row ' || spread.number`;
}

/** Other names, the cycle, and the three events of every point. */
async function giveHistory(sql: TransactionSql): Promise<void> {
  await sql`
    insert into point_alias (point_id, name)
    select id, 'Tên khác ' || id from point where id % 3 = 0`;
  await sql`
    insert into cycle (point_id, number, opened_on, opened_by, eliminated_on)
    select id, 1, '2026-01-10', 'recognised', '2026-02-01' from point`;
  await sql`
    insert into event (
      point_id, seq, cycle, kind, effective_on, recorded_at, actor_role, status_after
    )
    select
      point.id, step.seq, least(step.seq - 1, 1), step.kind, step.day::date, '2026-11-01',
      'analyst', step.status
    from point
    cross join (
      values
        (1, 'proposed', '2026-01-05', 'proposed'), (2, 'recognised', '2026-01-10', 'active'),
        (3, 'eliminated', '2026-02-01', 'eliminated')
    ) step (seq, kind, day, status)`;
}

/** Work that is still to be done: flags, checks, hand-overs that wait, and suspicions. */
async function giveDuties(sql: TransactionSql): Promise<void> {
  await sql`
    insert into point_flag (point_id, flag, from_on, to_on, recorded_at)
    select id, flag, '2026-02-01', null, now()
    from point cross join unnest(array['under_watch', 'unchecked']) flag`;
  await sql`
    insert into check_record (event_id, point_id, cycle, checked_on, result)
    select id, point_id, cycle, effective_on, 'no_sign' from event where kind = 'eliminated'`;
  await sql`
    insert into handover (
      point_id, cycle, attempt, commune_id, state, proposed_by, proposed_on
    )
    select point.id, 1, 1, point_commune.commune_id, 'pending', app_user.id, '2026-02-05'
    from point
    join point_commune on point_commune.point_id = point.id
    cross join (select id from app_user order by id limit 1) app_user
    where point.id % 4 = 0`;
  await sql`
    insert into signal (
      point_id, cycle, origin, state, grade, occurred_on, recorded_at, matched_at, raised_by
    )
    select
      point.id, 1, 'reported', 'suspected', 'exact', '2026-06-01', now(), now(), app_user.id
    from point
    cross join (select id from app_user order by id limit 1) app_user
    where point.id % 10 = 0`;
}
