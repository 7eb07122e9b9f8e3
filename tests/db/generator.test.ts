import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { POINT_STATUSES } from '#server/contract/point.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { findWaitingSchedule } from '#server/features/checks/queries.ts';
import type { FlagInterval } from '#server/features/life-cycle/flag-rules.ts';
import { readFlagFacts } from '#server/features/life-cycle/queries.ts';
import { generateRegister } from '#server/generator/commands.ts';
import { createPointEngine } from '#server/live-engine/create-point-engine.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';
import { readWatchRules } from '#server/settings/life-cycle-settings.ts';
import {
  daysOfChange,
  flagLines,
  flagsKeptFor,
  naiveFlagsOn,
} from '#tests/support/points/naive-flags.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

const POINTS = 2_000;
const EVENTS = 10_000;
const UNTIL = '2026-11-20';
const clock = { now: () => '2026-11-24T03:00:00.000Z', today: () => '2026-11-24' };

async function openCity(seed: number): Promise<Database> {
  const database = await openTestDatabase();
  await installReferenceData(database, clock);
  const request = { points: POINTS, events: EVENTS, seed, until: UNTIL };
  await generateRegister({ database, clock }, request, () => {});
  return database;
}

/** One fingerprint for every row of every table that the generator writes. */
async function fingerprint(database: Database): Promise<unknown> {
  const [row] = await database.sql`
    select
      (select md5(string_agg(point::text, '' order by id)) from point) as points,
      (select md5(string_agg((to_jsonb(event) - 'written_in')::text, '' order by id)) from event) as events,
      (select md5(string_agg(cycle::text, '' order by point_id, number)) from cycle) as cycles,
      (select md5(string_agg(point_flag::text, '' order by point_id, flag, from_on)) from point_flag) as flags,
      (select md5(string_agg(check_record::text, '' order by event_id)) from check_record) as checks,
      (select md5(string_agg(point_commune::text, '' order by point_id, commune_id)) from point_commune) as communes`;
  return row;
}

/** Every constraint, index and trigger, as the database describes it. */
async function structure(database: Database): Promise<string[]> {
  const rows = await database.sql<{ line: string }[]>`
    select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated as line
    from pg_constraint where conrelid <> 0
    union all
    select indexrelid::regclass || ' ' || pg_get_indexdef(indexrelid) || ' ' || indisvalid from pg_index
    where indrelid::regclass::text !~ '^pg_'
    union all
    select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
    order by line`;
  return rows.map(({ line }) => line);
}

let database: Database;
beforeAll(async () => {
  database = await openCity(7);
});
afterAll(() => database.close());

describe('a generated city', () => {
  it('has as many points as asked for and about as many events', async () => {
    const [row] = await database.sql<{ points: number; events: number; communes: number }[]>`
      select
        (select count(*) from point) as points, (select count(*) from event) as events,
        (select count(distinct commune_id) from point_commune where lead) as communes`;
    expect(row?.points).toBe(POINTS);
    expect(Math.abs((row?.events ?? 0) - EVENTS)).toBeLessThan(EVENTS * 0.05);
    expect(row?.communes).toBeGreaterThan(100);
  });

  it('is the same for the same seed and another for another', async () => {
    const [again, other] = [await openCity(7), await openCity(8)];
    try {
      const told = await fingerprint(database);
      expect(await fingerprint(again)).toEqual(told);
      expect(await fingerprint(other)).not.toEqual(told);
    } finally {
      await Promise.all([again.close(), other.close()]);
    }
  });

  it('leaves every key, index and trigger as it was', async () => {
    const fresh = await openTestDatabase();
    try {
      expect(await structure(database)).toEqual(await structure(fresh));
    } finally {
      await fresh.close();
    }
  });

  it('tells all processes that everything has changed', async () => {
    const [row] = await database.sql`
      select count(*) as told from point_change
      where point_id is null
        and transaction = (select max(point.xmin::text::bigint)::text::xid8 from point)`;
    expect(row).toEqual({ told: 1 });
  });

  it('leaves no schedule of checks for the first start to apply', async () => {
    expect(await asSystem(database, findWaitingSchedule)).toBeNull();
  });

  it('has short and long lives: closures that hold, recurrences, places never recognised', async () => {
    const rows = await database.sql<{ status: string; count: number }[]>`
      select status, count(*) from point group by status`;
    expect(rows.map((row) => row.status).toSorted()).toEqual([...POINT_STATUSES].toSorted());
    const [life] = await database.sql<{ median: number; longest: number; cycles: number }[]>`
      select
        percentile_disc(0.5) within group (order by point_life.events) as median,
        max(point_life.events) as longest, (select max(number) from cycle) as cycles
      from (select count(*) as events from event group by point_id) point_life`;
    expect(life?.median).toBeLessThanOrEqual(4);
    expect(life?.longest).toBeGreaterThan(20);
    expect(life?.cycles).toBeGreaterThan(2);
  });

  it('tells of each point the status and cycle that its last event left', async () => {
    const wrong = await database.sql`
      select point.id
      from point
      join lateral (
        select event.status_after, event.cycle, event.effective_on from event
        where event.point_id = point.id order by event.seq desc limit 1
      ) last on true
      where point.status <> last.status_after or point.cycle <> last.cycle
        or point.status_since > last.effective_on`;
    expect(wrong).toEqual([]);
  });

  it('enters nothing before it happened, and nothing after the last day of the story', async () => {
    const wrong = await database.sql`
      select event.id
      from event
      join event earlier on earlier.point_id = event.point_id and earlier.seq = event.seq - 1
      where event.effective_on < earlier.effective_on or event.recorded_at < earlier.recorded_at
        or city_date(event.recorded_at) > ${UNTIL}`;
    expect(wrong).toEqual([]);
  });

  it('has on each evening exactly the flags that its facts ask for', async () => {
    await asSystem(database, async (sql) => {
      const rules = await readWatchRules(sql);
      for (let pointId = 1; pointId <= POINTS; pointId += 40) {
        const facts = await readFlagFacts(sql, pointId);
        const written = await sql<FlagInterval[]>`
          select flag, from_on, to_on, due_on from point_flag where point_id = ${pointId}`;
        const days = daysOfChange(facts, rules);
        expect(days.map((day) => [pointId, day, ...flagsKeptFor(written, day)])).toEqual(
          days.map((day) => [pointId, day, ...flagLines(naiveFlagsOn(facts, rules, day))]),
        );
      }
    });
  });

  it('leaves numbers free for what comes after it', async () => {
    const [row] = await database.sql<{ id: number; code: string }[]>`
      select nextval('point_id_seq') as id, next_point_code() as code`;
    expect(row).toEqual({ id: POINTS + 1, code: 'DP-02001' });
  });

  it('goes into an empty register only', async () => {
    const request = { points: 10, events: 50, seed: 1 };
    await expect(generateRegister({ database, clock }, request, () => {})).rejects.toMatchObject({
      code: 'generator.register_not_empty',
    });
  });
});

describe('the engine over a generated city', () => {
  const analyst = { accountId: 'a', role: 'analyst', reach: 'city', communeIds: [] } as const;
  const everything = { status: [...POINT_STATUSES] };

  it('counts what SQL counts, today and on past evenings', async () => {
    const engine = createPointEngine({ database, clock, run: 'test' });
    await engine.reload();
    for (const as_of of ['2022-06-30', '2024-02-29', UNTIL]) {
      const rows = await database.sql<{ status: string; count: number }[]>`
        select last.status_after as status, count(*)
        from (
          select distinct on (point_id) status_after from event
          where effective_on <= ${as_of}
          order by point_id, effective_on desc, seq desc
        ) last
        group by last.status_after`;
      const counted = engine.count(analyst, { ...everything, as_of });
      expect(counted.status).toEqual(
        Object.fromEntries(rows.map((row) => [row.status, row.count])),
      );
      const flags = await database.sql<{ flag: string; count: number }[]>`
        select flag, count(*) from point_flag
        where from_on <= ${as_of} and (to_on is null or to_on > ${as_of})
        group by flag`;
      expect(counted.flag).toEqual(Object.fromEntries(flags.map((row) => [row.flag, row.count])));
    }
  });
});

describe('codes of points', () => {
  it('keep all their digits beyond 99,999, each its own', async () => {
    const codes = await asSystem(database, async (sql) => {
      await sql`select setval('point_code_sequence', 99998)`;
      return sql<{ code: string }[]>`select next_point_code() as code from generate_series(1, 3)`;
    });
    expect(codes.map(({ code }) => code)).toEqual(['DP-99999', 'DP-100000', 'DP-100001']);
  });
});
