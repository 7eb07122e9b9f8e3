import type { IsoDate } from '#server/contract/time.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { openAccount } from '#tests/support/accounts/people.ts';
import { openTestDatabase } from './test-database.ts';

export const NOW = '2026-06-30T03:00:00.000Z';
export const [ANALYST, LEADER] = ['seed.analyst', 'seed.leader'];

/** A city of two communes and two categories in which a test inserts what it counts, and which forgets it again. */
export type FiguresCity = {
  database: Database;
  here: number;
  there: number;
  /** Runs some work in the database and rolls it back. */
  inRolledBack: <T>(work: (sql: TransactionSql) => Promise<T>) => Promise<T>;
};

class RollBack extends Error {}

export async function openFiguresCity(): Promise<FiguresCity> {
  const database = await openTestDatabase();
  const communes = await asSystem(database, async (sql) => {
    await sql`
      insert into category (code, number, name, kind, source) values
        ('test_bar', 990, 'Quán thử', 'business', 'test'),
        ('test_park', 991, 'Công viên thử', 'public_area', 'test')`;
    return sql<{ id: number }[]>`
      insert into commune (code, valid_from, name, type, centre)
      select code, '2025-07-01', 'Xã ' || code, 'xa', st_setsrid(st_makepoint(105.1, 21), 4326)
      from unnest('{99801,99802}'::text[]) as given (code)
      returning id`;
  });
  await openAccount(database, { username: ANALYST, role: 'analyst' });
  await openAccount(database, { username: 'seed.coordinator', role: 'coordinator' });
  await openAccount(database, {
    username: LEADER,
    role: 'leader',
    communeIds: communes.map(({ id }) => id),
  });
  return {
    database,
    here: communes[0]?.id ?? 0,
    there: communes[1]?.id ?? 0,
    async inRolledBack(work) {
      let done: { value: Awaited<ReturnType<typeof work>> } | null = null;
      try {
        await asSystem(database, async (sql) => {
          done = { value: await work(sql) };
          throw new RollBack();
        });
      } catch (thrown) {
        if (!(thrown instanceof RollBack)) throw thrown;
      }
      if (done === null) throw new Error('the work gave nothing');
      return (done as { value: Awaited<ReturnType<typeof work>> }).value;
    },
  };
}

export type GivenCycle = { openedOn: IsoDate; eliminatedOn?: IsoDate; handedOverOn?: IsoDate };

/** Inserts a place with its cycles, the first listed and the others recurrences. @returns its id */
export async function addPlace(
  sql: TransactionSql,
  communeId: number,
  given: {
    cycles?: readonly GivenCycle[];
    status?: string;
    since?: IsoDate;
    category?: 'test_bar' | 'test_park';
    at?: readonly [number, number];
    mergedInto?: number;
    /** A commune that it touches as well. */
    touches?: number;
  } = {},
): Promise<number> {
  const { cycles = [{ openedOn: '2025-08-01' }], category = 'test_bar', at = [105.1, 21] } = given;
  const [point] = await sql<{ id: number }[]>`
    insert into point (
      official_name, kind, category, geom, anchor, status, status_since, cycle, commune_uncertain,
      proposed_by, merged_into, created_at
    )
    select
      'Điểm thử', ${category === 'test_bar' ? 'business' : 'public_area'}, ${category}, spot, spot,
      ${given.status ?? 'active'}, ${given.since ?? '2025-08-01'}, ${cycles.length}, false,
      ${ANALYST}, ${given.mergedInto ?? null}, ${NOW}
    from st_setsrid(st_makepoint(${at[0]}, ${at[1]}), 4326) as spot
    returning id`;
  const pointId = point?.id ?? 0;
  await sql`insert into point_commune (point_id, commune_id, lead) values (${pointId}, ${communeId}, true)`;
  if (given.touches !== undefined) {
    await sql`
      insert into point_commune (point_id, commune_id, lead)
      values (${pointId}, ${given.touches}, false)`;
  }
  for (const [i, { openedOn, eliminatedOn = null, handedOverOn = null }] of cycles.entries()) {
    await sql`
      insert into cycle (point_id, number, opened_on, opened_by, eliminated_on, handed_over_on)
      values (
        ${pointId}, ${i + 1}, ${openedOn}, ${i === 0 ? 'recognised' : 'recurrence_confirmed'},
        ${eliminatedOn}, ${handedOverOn}
      )`;
  }
  return pointId;
}

/** Asks for a reply in a cycle, and inserts its versions in their order. */
export async function addReply(
  sql: TransactionSql,
  { pointId, communeId, cycle }: { pointId: number; communeId: number; cycle: number },
  { dueOn, versions }: { dueOn: IsoDate; versions: readonly ('draft' | 'filed')[] },
): Promise<void> {
  await sql`
    insert into reply_request (point_id, cycle, asked_on, due_on)
    values (${pointId}, ${cycle}, '2025-09-01', ${dueOn})`;
  for (const [i, state] of versions.entries()) {
    await sql`
      insert into reply (
        point_id, cycle, seq, commune_id, state, words, document_numbers, written_by, written_at
      ) values (
        ${pointId}, ${cycle}, ${i + 1}, ${communeId}, ${state}, ${`Giải trình lần ${i + 1}.`},
        array[${`${i + 1}/BC`}]::text[], ${LEADER}, ${NOW}
      )`;
  }
}

/** Inserts a signal at a place; one that is decided is decided on its day. @returns its id */
export async function addSignal(
  sql: TransactionSql,
  pointId: number,
  given: {
    state: 'suspected' | 'confirmed' | 'rejected' | 'lapsed';
    occurredOn: IsoDate;
    origin?: 'reported' | 'found';
    cycle?: number;
    at?: readonly [number, number];
    recordedAt?: string;
    decidedAt?: string;
  },
): Promise<number> {
  const { state, occurredOn, origin = 'reported', cycle = 1, at, recordedAt = NOW } = given;
  const decided = state === 'confirmed' || state === 'rejected';
  const [signal] = await sql<{ id: number }[]>`
    insert into signal (
      point_id, cycle, origin, state, grade, occurred_on, recorded_at, matched_at, raised_by,
      decided_by, decided_on, decided_at, position
    ) values (
      ${pointId}, ${cycle}, ${origin}, ${state}, 'exact', ${occurredOn}, ${recordedAt}, ${NOW}, ${ANALYST},
      ${decided ? LEADER : null}, ${state === 'suspected' ? null : occurredOn},
      ${given.decidedAt ?? null},
      ${at === undefined ? null : sql`st_setsrid(st_makepoint(${at[0]}, ${at[1]}), 4326)`}
    )
    returning id`;
  return signal?.id ?? 0;
}

/** Inserts an objection to a signal, with its answer where it has one. */
export async function addAppeal(
  sql: TransactionSql,
  given: { signalId: number; pointId: number; communeId: number },
  answer: 'upheld' | 'granted' | null = null,
): Promise<void> {
  await sql`
    insert into signal_appeal (
      signal_id, point_id, commune_id, against, reason, raised_by, raised_on, raised_at, answer,
      answer_reason, answered_by, answered_on, answered_at
    ) values (
      ${given.signalId}, ${given.pointId}, ${given.communeId}, ${ANALYST}, 'Không phải điểm này.',
      ${LEADER}, '2026-06-01', ${NOW}, ${answer}, ${answer === null ? null : 'Đã xem lại.'},
      ${answer === null ? null : 'seed.coordinator'}, ${answer === null ? null : '2026-06-02'},
      ${answer === null ? null : NOW}
    )`;
}

/** Inserts one part of a hand-over of the first cycle. @returns its id */
export async function addHandover(
  sql: TransactionSql,
  { pointId, communeId }: { pointId: number; communeId: number },
  { dueOn, answeredOn }: { dueOn: IsoDate; answeredOn?: IsoDate },
): Promise<number> {
  const [handover] = await sql<{ id: number }[]>`
    insert into handover (
      point_id, cycle, attempt, commune_id, state, proposed_by, proposed_on, answer_due_on,
      answered_by, answered_on
    ) values (
      ${pointId}, 1, 1, ${communeId}, ${answeredOn === undefined ? 'pending' : 'confirmed'},
      ${ANALYST}, '2025-09-01', ${dueOn}, ${answeredOn === undefined ? null : LEADER},
      ${answeredOn ?? null}
    )
    returning id`;
  return handover?.id ?? 0;
}

/** Inserts an event at a place, as its next one. @returns its id */
export async function addEvent(
  sql: TransactionSql,
  pointId: number,
  given: {
    kind: string;
    on: IsoDate;
    recordedAt?: string;
    detail?: Record<string, unknown>;
    by?: 'analyst' | 'leader';
    corrects?: number;
  },
): Promise<number> {
  const { by = 'analyst', corrects = null } = given;
  const [event] = await sql<{ id: number }[]>`
    insert into event (
      point_id, seq, cycle, kind, effective_on, recorded_at, actor_id, actor_role, status_after,
      detail, corrects
    )
    select
      ${pointId}, count(*) + 1, 1, ${given.kind}, ${given.on}, ${given.recordedAt ?? NOW},
      ${by === 'leader' ? LEADER : ANALYST}, ${by}, 'active',
      ${JSON.stringify(given.detail ?? {})}::text::jsonb, ${corrects}
    from event where point_id = ${pointId}
    returning id`;
  return event?.id ?? 0;
}

/** Inserts a look at a place in its first cycle. */
export async function addCheck(
  sql: TransactionSql,
  pointId: number,
  on: IsoDate,
  result: 'no_sign' | 'signs' | 'could_not_check' = 'no_sign',
  entered: { by?: 'analyst' | 'leader'; recordedAt?: string } = {},
): Promise<void> {
  const recordedAt = entered.recordedAt ?? `${on}T03:00Z`;
  const detail = { result };
  const eventId = await addEvent(sql, pointId, {
    ...entered,
    kind: 'checked',
    on,
    recordedAt,
    detail,
  });
  await sql`
    insert into check_record (event_id, point_id, cycle, checked_on, result, reason)
    values (
      ${eventId}, ${pointId}, 1, ${on}, ${result}, ${result === 'could_not_check' ? 'Đóng cửa.' : null}
    )`;
}

/** Inserts a published route. @returns its id */
export async function addRoute(
  sql: TransactionSql,
  state: 'published' | 'withdrawn' | 'done',
  onDate: IsoDate,
): Promise<number> {
  const [route] = await sql<{ id: number }[]>`
    insert into route (
      title, on_date, kind, unannounced, state, random_share, seed, created_by, created_at,
      published_by, published_at, published_version, withdrawn_by, withdrawn_at, withdrawn_reason
    ) values (
      'Lộ trình thử', ${onDate}, 'regular', false, ${state}, 0.1, 1, ${ANALYST}, ${NOW}, ${ANALYST},
      ${NOW}, 1, ${state === 'withdrawn' ? ANALYST : null},
      ${state === 'withdrawn' ? NOW : null}::timestamptz,
      ${state === 'withdrawn' ? 'Mưa bão' : null}
    )
    returning id`;
  return route?.id ?? 0;
}

/** Inserts a stop with its results, one a minute. */
export async function addStop(
  sql: TransactionSql,
  routeId: number,
  given: {
    results: readonly ('no_sign' | 'signs' | 'could_not_check')[];
    random?: boolean;
    unplanned?: boolean;
  },
): Promise<void> {
  const { results, random = false, unplanned = false } = given;
  const [stop] = await sql<{ id: number }[]>`
    insert into stop (
      route_id, position, label, place, unplanned, unplanned_key, random, service_minutes, state,
      added_by, added_at
    )
    select
      ${routeId}, count(*), 'Điểm dừng thử', st_setsrid(st_makepoint(105.1, 21), 4326),
      ${unplanned}, case when ${unplanned} then gen_random_uuid() end, ${random}, 10, 'done',
      ${ANALYST}, ${NOW}
    from stop
    returning id`;
  for (const [i, result] of results.entries()) {
    await sql`
      insert into stop_result (
        id, stop_id, route_id, finished_at, result, obstacle, recorded_by, recorded_at
      ) values (
        gen_random_uuid(), ${stop?.id ?? 0}, ${routeId}, ${NOW}, ${result},
        ${result === 'could_not_check' ? 'closed' : null}, ${ANALYST},
        ${NOW}::timestamptz + ${i}::integer * interval '1 minute'
      )`;
  }
}
