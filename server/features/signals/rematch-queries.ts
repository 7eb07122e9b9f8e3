import type {
  ParameterKey,
  Rematch,
  RematchState,
  SignalParameter,
} from '#server/contract/signal-parameters.ts';
import type { SignalGrade, SignalState } from '#server/contract/signal.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

type ParameterRow = Omit<SignalParameter, 'value'> & { value: unknown };

/** Every value that each measure has had or will have, latest first. */
export async function listParameters(
  sql: TransactionSql,
  keys: readonly ParameterKey[],
): Promise<ParameterRow[]> {
  return sql<ParameterRow[]>`
    select setting.key, setting.value, setting.origin, setting.valid_from, app_user.name as set_by
    from setting
    left join app_user on app_user.id = setting.set_by
    where setting.key = any (${[...keys]}::text[])
    order by setting.key, setting.valid_from desc`;
}

export async function insertRematch(
  sql: TransactionSql,
  rematch: {
    key: ParameterKey;
    value: unknown;
    origin: string;
    validFrom: IsoDate;
    requestedBy: string;
    requestedAt: IsoInstant;
  },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into rematch (key, value, origin, valid_from, state, requested_by, requested_at)
    values (
      ${rematch.key}, ${JSON.stringify(rematch.value)}::text::jsonb, ${rematch.origin},
      ${rematch.validFrom}, 'waiting', ${rematch.requestedBy}, ${rematch.requestedAt}
    )
    returning id`;
  if (row === undefined) throw new Error('an inserted rematch returned no id');
  return row.id;
}

export type RematchRow = {
  id: number;
  key: ParameterKey;
  value: unknown;
  origin: string;
  validFrom: IsoDate;
  state: RematchState;
  appliedBy: string | null;
};

export async function findRematch(sql: TransactionSql, id: number): Promise<RematchRow | null> {
  const [row] = await sql<RematchRow[]>`
    select id, key, value, origin, valid_from, state, applied_by from rematch where id = ${id}`;
  return row ?? null;
}

/** Most differences that are shown to the reader. */
const SHOWN_DIFFERENCES = 200;

function placeOf(sql: TransactionSql, table: 'before' | 'after' | 'near') {
  const place = sql(table);
  return sql`
    case
      when ${place}.id is not null then jsonb_build_object(
        'id', ${place}.id, 'code', ${place}.code, 'name', ${place}.official_name
      )
    end`;
}

/** A change of the measures as it is shown; null when there is none of that number, or none at all. */
export async function findShownRematch(
  sql: TransactionSql,
  id: number | null,
): Promise<Rematch | null> {
  const [row] = await sql<Rematch[]>`
    select
      rematch.id, rematch.key, rematch.origin, rematch.valid_from, rematch.state, rematch.done,
      rematch.total, counted.appearing, counted.disappearing, counted.moving,
      counted.regrading, rematch.value, requester.name as requested_by, rematch.requested_at, applier.name as applied_by,
      rematch.ended_at,
      (
        select coalesce(jsonb_agg(to_jsonb(shown) order by shown."signalId"), '[]')
        from (
          select
            difference.signal_id as "signalId", tip.code as "tipCode",
            signal.occurred_on as "occurredOn",
            case
              when difference.point_before is not distinct from difference.point_after
              then 'regrades'
              when difference.point_before is null then 'appears'
              when difference.point_after is null then 'disappears'
              else 'moves'
            end as kind,
            ${placeOf(sql, 'before')} as "pointBefore", ${placeOf(sql, 'after')} as "pointAfter",
            ${placeOf(sql, 'near')} as "nearPoint",
            difference.grade_before as "gradeBefore", difference.grade_after as "gradeAfter",
            difference.distance_metres as "distanceMetres"
          from rematch_difference difference
          join signal on signal.id = difference.signal_id
          left join tip on tip.id = signal.tip_id
          left join point before on before.id = difference.point_before
          left join point after on after.id = difference.point_after
          left join point near on near.id = difference.near_point
          where difference.rematch_id = rematch.id
          order by difference.signal_id
          limit ${SHOWN_DIFFERENCES}
        ) shown
      ) as differences
    from rematch
    join app_user requester on requester.id = rematch.requested_by
    left join app_user applier on applier.id = rematch.applied_by
    cross join lateral (
      select
        count(*) filter (where point_before is null and point_after is not null)::integer
          as appearing,
        count(*) filter (where point_before is not null and point_after is null)::integer
          as disappearing,
        count(*) filter (where point_before <> point_after)::integer as moving,
        count(*) filter (where point_before is not distinct from point_after)::integer as regrading
      from count_rematch(rematch.id)
    ) counted
    where ${id}::integer is null or rematch.id = ${id}
    order by rematch.id desc
    limit 1`;
  return row ?? null;
}

/** Moves a change on from one of some states; false when it was in none of them. */
export async function moveRematch(
  sql: TransactionSql,
  id: number,
  to: {
    from: readonly RematchState[];
    state: RematchState;
    appliedBy?: string;
    endedAt?: IsoInstant;
    total?: number;
  },
): Promise<boolean> {
  const rows = await sql`
    update rematch
    set
      state = ${to.state}, applied_by = coalesce(${to.appliedBy ?? null}, applied_by),
      ended_at = ${to.endedAt ?? null},
      done = case when ${to.total ?? null}::integer is null then done else 0 end,
      total = coalesce(${to.total ?? null}::integer, total)
    where id = ${id} and state = any (${[...to.from]}::text[])
    returning id`;
  return rows.length === 1;
}

/** Records how far it has come; false when somebody cancelled it. */
export async function reportRematch(
  sql: TransactionSql,
  id: number,
  done: number,
): Promise<boolean> {
  const rows = await sql`
    update rematch set done = least(${done}, total)
    where id = ${id} and state in ('running', 'applying')
    returning id`;
  return rows.length === 1;
}

export async function countUndecided(sql: TransactionSql): Promise<number> {
  const [row] = await sql<{ total: number }[]>`
    select count(*)::integer as total
    from signal
    where state in ('unmatched', 'vicinity', 'suspected') and named_point_id is null`;
  return row?.total ?? 0;
}

export type Difference = {
  signalId: number;
  stateBefore: SignalState;
  pointBefore: number | null;
  stateAfter: SignalState;
  pointAfter: number | null;
  gradeBefore: SignalGrade | null;
  gradeAfter: SignalGrade | null;
  /** The place in whose ring it lies before or afterwards, where it is no suspicion. */
  nearPoint: number | null;
  distanceMetres: number | null;
};

export async function insertDifferences(
  sql: TransactionSql,
  rematchId: number,
  differences: readonly Difference[],
): Promise<void> {
  if (differences.length === 0) return;
  const rows = differences.map((difference) => ({ rematchId, ...difference }));
  await sql`
    insert into rematch_difference ${sql(
      rows,
      'rematchId',
      'signalId',
      'stateBefore',
      'pointBefore',
      'stateAfter',
      'pointAfter',
      'gradeBefore',
      'gradeAfter',
      'nearPoint',
      'distanceMetres',
    )}
    on conflict on constraint rematch_difference_pkey do nothing`;
}

/** A job that was broken off begins again. */
export async function forgetDifferences(sql: TransactionSql, rematchId: number): Promise<void> {
  await sql`delete from rematch_difference where rematch_id = ${rematchId}`;
}

export async function insertParameter(
  sql: TransactionSql,
  setting: {
    key: ParameterKey;
    value: unknown;
    origin: string;
    validFrom: IsoDate;
    setBy: string;
    setAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into setting (key, valid_from, value, origin, set_by, set_at)
    values (
      ${setting.key}, ${setting.validFrom}, ${JSON.stringify(setting.value)}::text::jsonb,
      ${setting.origin}, ${setting.setBy}, ${setting.setAt}
    )`;
}

/** True when a parameter is in force whose consequences no job has applied yet. */
export async function hasWaitingParameters(
  sql: TransactionSql,
  keys: readonly ParameterKey[],
  today: IsoDate,
): Promise<boolean> {
  const [row] = await sql<{ waiting: boolean }[]>`
    select exists (
      select from setting
      where key = any (${[...keys]}::text[]) and applied_at is null and valid_from <= ${today}
    ) as waiting`;
  return row?.waiting ?? false;
}

export async function markParametersApplied(
  sql: TransactionSql,
  keys: readonly ParameterKey[],
  today: IsoDate,
  at: IsoInstant,
): Promise<void> {
  await sql`
    update setting set applied_at = ${at}
    where key = any (${[...keys]}::text[]) and applied_at is null and valid_from <= ${today}`;
}
