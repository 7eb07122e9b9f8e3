import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  createClosedPlaces,
  type ClosedPlaces,
  type ClosedPlacesOfDay,
} from '#server/closed-places/closed-places.ts';
import { type ClosureSpell, spellsUpTo } from '#server/closed-places/closures.ts';
import { dateOfDay, dayNumber } from '#server/contract/civil-day.ts';
import type { Database } from '#server/db/client.ts';
import { generateRegister } from '#server/generator/commands.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

const TODAY = '2026-11-24';
const LATER = '2026-12-31';
const clock = { now: () => `${TODAY}T03:00:00.000Z`, today: () => TODAY };
const PERIODS = [
  { from: '2026-01-01', to: '2026-11-20' },
  { from: '2024-02-29', to: '2025-02-27' },
  { from: '2021-01-01', to: '2026-12-31' },
];

let database: Database;
let places: ClosedPlaces;
let tell: (ids: readonly number[] | 'all') => void = () => {};
beforeAll(async () => {
  database = await openTestDatabase();
  await installReferenceData(database, clock);
  const request = { points: 1_500, events: 7_500, seed: 3, until: '2026-11-20' };
  await generateRegister({ database, clock }, request, () => {});
  await database.sql`
    update point set import_key = 'row ' || id, created_at = created_at + interval '90 days'
    where id % 5 = 0`;
  // Checks that are due on the very day, and checks and suspicions that end on it.
  const due = await database.sql`
    update point_flag set due_on = ${TODAY}
    where flag in ('check_due', 'check_overdue') and to_on is null and point_id % 11 = 0`;
  const ended = await database.sql`
    update point_flag set to_on = ${TODAY}
    where flag in ('check_due', 'check_overdue', 'suspected') and to_on is null
      and from_on < ${TODAY} and point_id % 7 = 0`;
  if (Math.min(due.count, ended.count) <= 5) throw new Error('too few checks end on the day');
  const subscribe = (listener: typeof tell) => {
    tell = listener;
    return () => {};
  };
  places = createClosedPlaces({ database, points: { subscribe } });
});
afterAll(() => database.close());

/** The same facts by one statement over the whole register. */
async function factsBySql(on: string) {
  return database.sql`
    select
      point.id, point.category, coalesce(cycle.elimination_way, 'other') as way,
      point.kind = 'business' as business, cycle.eliminated_on::text as eliminated_on,
      (
        select max(checked_on)::text from check_record
        where check_record.point_id = point.id and check_record.cycle = point.cycle
          and result <> 'could_not_check'
      ) as last_seen_on,
      (
        select min(due_on)::text from point_flag
        where point_flag.point_id = point.id and flag in ('check_due', 'check_overdue')
          and (to_on is null or to_on > ${on})
      ) as due_on,
      exists (
        select from point_flag
        where point_flag.point_id = point.id and flag = 'suspected' and from_on <= ${on}
          and (to_on is null or to_on > ${on})
      ) as suspected,
      point.cycle - 1 as recurrences
    from point
    join cycle on cycle.point_id = point.id and cycle.number = point.cycle
    where status in ('eliminated', 'handed_over') and merged_into is null
      and eliminated_on is not null
    order by due_on nulls last, point.id`;
}

async function owedBySql(on: string) {
  return database.sql`
    select
      commune_id, count(*)::integer as count,
      count(*) filter (where due_on < ${on})::integer as overdue, min(due_on)::text as next_due_on
    from (
      select point_commune.commune_id, min(point_flag.due_on) as due_on
      from point
      join point_commune on point_commune.point_id = point.id and lead
      join point_flag on point_flag.point_id = point.id
      where status in ('eliminated', 'handed_over') and merged_into is null
        and flag in ('check_due', 'check_overdue') and from_on <= ${on}
        and (to_on is null or to_on > ${on})
      group by point.id, point_commune.commune_id
    ) owed
    group by commune_id
    order by commune_id`;
}

async function recurrencesBySql({ from, to }: { from: string; to: string }) {
  return database.sql`
    select
      commune_id, category as stratum,
      count(*) filter (
        where opened_by = 'recurrence_confirmed' and opened_on between ${from} and ${to}
      )::integer as events,
      count(*) filter (
        where opened_by = 'recurrence_confirmed' and opened_on between ${from} and ${to}
          and received_on <= opened_on
      )::integer as received,
      coalesce(sum(greatest(risk_to - greatest(eliminated_on, ${from}::date), 0)) filter (
        where eliminated_on is not null
      ), 0)::integer as exposure
    from (
      select
        point.id, category, opened_by, opened_on, eliminated_on,
        lag(handed_over_on) over lives as received_on,
        least(
          coalesce(
            lead(opened_on) over lives, case when status = 'delisted' then status_since end
          ),
          ${to}::date + 1
        ) as risk_to
      from cycle
      join point on point.id = cycle.point_id
      where merged_into is null
      window lives as (partition by cycle.point_id order by number)
    ) span
    join point_commune on point_commune.point_id = span.id and point_commune.lead
    group by commune_id, category
    order by commune_id, category`;
}

async function closedBySql({ from, to }: { from: string; to: string }) {
  return database.sql`
    select
      commune_id, count(*)::integer as whole,
      count(*) filter (where closed.point_id % 3 = 0)::integer as part
    from (
      select distinct cycle.point_id
      from cycle
      join point on point.id = cycle.point_id and merged_into is null
      left join cycle following
        on following.point_id = cycle.point_id and following.number = cycle.number + 1
      where cycle.eliminated_on <= ${to} and coalesce(following.opened_on, ${to}::date) >= ${from}
        and not (status = 'delisted' and status_since < ${from})
    ) closed
    join point_commune on point_commune.point_id = closed.point_id and lead
    group by commune_id
    order by commune_id`;
}

async function closuresBySql(on: string) {
  return database.sql`
    select category || ' ' || coalesce(cycle.elimination_way, 'other') as group,
      coalesce(next.opened_on, ${on}::date) - cycle.eliminated_on as days,
      next.opened_on is not null as event, count(*)::integer as count
    from cycle
    join point on point.id = cycle.point_id
    left join cycle next on next.point_id = cycle.point_id and next.number = cycle.number + 1
    where cycle.eliminated_on <= ${on}
    group by 1, 2, 3
    order by 1, 2, 3`;
}

async function spellsBySql(on: string) {
  return database.sql<(ClosureSpell & { count: number })[]>`
    with closure as (
      select
        cycle.point_id, cycle.eliminated_on, cycle.elimination_way as way,
        lead(cycle.opened_on) over (partition by cycle.point_id order by cycle.number) as next_on,
        point.category, point.import_key, city_date(point.created_at) as entered_on,
        case when point.status = 'delisted' then point.status_since end as delisted_on
      from cycle
      join point on point.id = cycle.point_id
      where point.merged_into is null and cycle.opened_on <= ${on}
    )
    select
      commune_id, category, way,
      least(next_on, delisted_on, ${on}::date) - eliminated_on as exit,
      case when next_on is null then least(delisted_on, ${on}::date) else ${on}::date end
        - eliminated_on as until,
      case
        when import_key is null then 0 else greatest(entered_on - eliminated_on, 0)
      end as entry,
      next_on is not null as recurred, count(*)::integer as count
    from closure
    join point_commune on point_commune.point_id = closure.point_id and lead
    where eliminated_on <= ${on}
    group by 1, 2, 3, 4, 5, 6, 7`;
}

/** Number of times that each closure occurs, by its values. */
function tallyOf(spells: readonly (ClosureSpell & { count?: number })[]): Record<string, number> {
  const tally: Record<string, number> = {};
  for (const { communeId, category, way, exit, until, entry, recurred, count = 1 } of spells) {
    const key = [communeId, category, way, exit, until, entry, recurred].join(' ');
    tally[key] = (tally[key] ?? 0) + count;
  }
  return tally;
}

const dateOrNull = (day: number | null) => (day === null ? null : dateOfDay(day));
const byCommune = (a: { communeId: number }, b: { communeId: number }) => a.communeId - b.communeId;

function factsOf(day: ClosedPlacesOfDay, most: number) {
  return day
    .soonestDue(most, null)
    .toSorted((a, b) => (a.dueDay ?? 1e9) - (b.dueDay ?? 1e9) || a.pointId - b.pointId)
    .map(({ pointId, group: _group, eliminatedDay, lastSeenDay, dueDay, ...rest }) => ({
      id: pointId,
      ...rest,
      eliminatedOn: dateOfDay(eliminatedDay),
      lastSeenOn: dateOrNull(lastSeenDay),
      dueOn: dateOrNull(dueDay),
    }));
}

async function expectSameAsSql(on: string) {
  const day = await places.read(on);
  const facts = [...(await factsBySql(on))];
  expect(facts.length).toBeGreaterThan(500);
  expect(factsOf(day, 20_000)).toEqual(facts);
  expect(factsOf(day, 100)).toEqual(facts.slice(0, 100));
  const owed = day.owedChecks().map(({ nextDueDay, ...rest }) => ({
    ...rest,
    nextDueOn: dateOrNull(nextDueDay),
  }));
  expect(owed.toSorted(byCommune)).toEqual([...(await owedBySql(on))]);
  const closures = day.closures().toSorted((a, b) => {
    if (a.group !== b.group) return a.group < b.group ? -1 : 1;
    return a.days - b.days || Number(a.event) - Number(b.event);
  });
  expect(closures).toEqual([...(await closuresBySql(on))]);
  expect(tallyOf(spellsUpTo(day.closureRows(), dayNumber(on)))).toEqual(
    tallyOf(await spellsBySql(on)),
  );
  for (const period of PERIODS) {
    const strata = day
      .recurrences(period)
      .filter(({ events, exposure }) => events > 0 || exposure > 0)
      .toSorted((a, b) => a.communeId - b.communeId || (a.stratum < b.stratum ? -1 : 1));
    const bySql = await recurrencesBySql(period);
    expect(strata).toEqual(bySql.filter(({ events, exposure }) => events > 0 || exposure > 0));
    const closed = day.closedWithin(period, (id) => id % 3 === 0).toSorted(byCommune);
    expect(closed).toEqual([...(await closedBySql(period))]);
  }
}

describe('closed places in memory', () => {
  it('are the facts and the numbers of the register', async () => {
    await expectSameAsSql(TODAY);
  });

  it('are read anew on another day, on which other flags stand', async () => {
    await expectSameAsSql(LATER);
  });

  it('follow the changes that they are told of: of state, place, check, flag and cycle', async () => {
    await places.read(TODAY);
    const rows = await database.sql<{ id: number }[]>`
      select id from point where status = 'eliminated' order by id limit 40`;
    const ids = rows.map(({ id }) => id);
    const of = (first: number) => ids.slice(first, first + 8);
    await database.sql`
      update point set status = 'delisted', status_since = '2026-11-01'
      where id = any (${of(0)}::integer[])`;
    await database.sql`
      update point set merged_into = ${ids[39] ?? 0} where id = any (${of(8)}::integer[])`;
    await database.sql`
      insert into cycle (point_id, number, opened_on, opened_by)
      select id, cycle + 1, '2026-11-02', 'recurrence_confirmed' from point
      where id = any (${of(16)}::integer[])`;
    await database.sql`
      update point set status = 'recurring', status_since = '2026-11-02', cycle = cycle + 1
      where id = any (${of(16)}::integer[])`;
    await database.sql`
      insert into point_flag (point_id, flag, from_on, recorded_at)
      select id, 'suspected', '2026-11-01', now()
      from unnest(${of(24)}::integer[]) as id`;
    await database.sql`delete from point_flag where point_id = any (${of(30)}::integer[])`;
    await database.sql`
      update point_commune set commune_id = (
        select min(id) from commune where valid_to is null and id <> point_commune.commune_id
      )
      where point_id = ${ids[38] ?? 0} and lead`;
    tell(ids);
    await expectSameAsSql(TODAY);
    expect(places.size.places).toBeGreaterThan(500);
    tell('all');
    expect(places.size.places).toBe(0);
    await expectSameAsSql(TODAY);
  });
});
