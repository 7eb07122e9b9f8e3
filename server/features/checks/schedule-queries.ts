import type { CheckSchedule, CheckScheduleValue } from '#server/contract/check.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { FlagFacts, FlagInterval } from '#server/features/life-cycle/flag-intervals.ts';

const KEY = 'check.schedule';

type ScheduleRow = Omit<CheckSchedule, keyof CheckScheduleValue> & { value: unknown };

/** Every schedule that there is, latest first. */
export async function listSchedules(sql: TransactionSql): Promise<ScheduleRow[]> {
  return sql<ScheduleRow[]>`
    select setting.valid_from, setting.value, setting.origin, app_user.name as set_by, setting.set_at
    from setting
    left join app_user on app_user.id = setting.set_by
    where setting.key = ${KEY}
    order by setting.valid_from desc`;
}

export async function insertSchedule(
  sql: TransactionSql,
  given: {
    value: CheckScheduleValue;
    validFrom: IsoDate;
    origin: string;
    setBy: string;
    setAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into setting (key, valid_from, value, origin, set_by, set_at)
    values (
      ${KEY}, ${given.validFrom}, ${sql.json(given.value)}, ${given.origin}, ${given.setBy},
      ${given.setAt}
    )`;
}

/** The first day of the earliest schedule that the flags do not follow yet; null when they follow all. */
export async function findWaitingSchedule(sql: TransactionSql): Promise<IsoDate | null> {
  const [row] = await sql<{ validFrom: IsoDate | null }[]>`
    select min(valid_from) as valid_from from setting where key = ${KEY} and applied_at is null`;
  return row?.validFrom ?? null;
}

export async function markSchedulesApplied(sql: TransactionSql, at: IsoInstant): Promise<void> {
  await sql`update setting set applied_at = ${at} where key = ${KEY} and applied_at is null`;
}

/**
 * The next places, by id, whose closure still stood on a day: the others' flags cannot follow a
 * schedule that begins then. Locked until the transaction ends.
 */
export async function lockClosedPlaces(
  sql: TransactionSql,
  from: { day: IsoDate; afterId: number; limit: number },
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select point.id
    from point
    join cycle on cycle.point_id = point.id and cycle.number = point.cycle
    where point.id > ${from.afterId} and cycle.eliminated_on is not null
      and (point.status <> 'delisted' or point.status_since > ${from.day})
    order by point.id
    limit ${from.limit}
    for update of point`;
  return rows.map((row) => row.id);
}

type Facts = { pointId: number } & {
  [Part in keyof FlagFacts]: FlagFacts[Part] | null;
};

/** Everything from which the flags of many points follow, one row each. */
export async function readManyFlagFacts(
  sql: TransactionSql,
  pointIds: readonly number[],
): Promise<{ pointId: number; facts: FlagFacts }[]> {
  const rows = await sql<Facts[]>`
    select
      point.id as point_id,
      (
        select jsonb_agg(
          jsonb_build_object(
            'number', cycle.number, 'eliminatedOn', cycle.eliminated_on,
            'endedOn', coalesce(
              following.opened_on,
              case
                when point.status = 'delisted' and point.cycle = cycle.number
                then point.status_since
              end
            )
          )
          order by cycle.number
        )
        from cycle
        left join cycle following
          on following.point_id = cycle.point_id and following.number = cycle.number + 1
        where cycle.point_id = point.id
      ) as cycles,
      (
        select jsonb_agg(
          jsonb_build_object(
            'checkedOn', checked_on, 'result', result, 'retryOn', retry_on
          )
        )
        from check_record
        where check_record.point_id = point.id
      ) as checks,
      (
        select jsonb_agg(
          jsonb_build_object(
            'cycle', cycle, 'attempt', attempt, 'state', state, 'proposedOn', proposed_on,
            'answeredOn', answered_on
          )
          order by cycle, attempt, id
        )
        from handover
        where handover.point_id = point.id
      ) as handovers,
      (
        select jsonb_agg(jsonb_build_object('raisedOn', occurred_on, 'decidedOn', decided_on))
        from signal
        where signal.point_id = point.id
      ) as suspicions
    from point
    where point.id = any (${[...pointIds]}::integer[])`;
  return rows.map(({ pointId, cycles, checks, handovers, suspicions }) => ({
    pointId,
    facts: {
      cycles: cycles ?? [],
      checks: checks ?? [],
      handovers: handovers ?? [],
      suspicions: suspicions ?? [],
    },
  }));
}

/** Replaces all flags of these points. */
export async function replaceManyFlags(
  sql: TransactionSql,
  flags: readonly { pointId: number; intervals: readonly FlagInterval[] }[],
  recordedAt: IsoInstant,
): Promise<void> {
  const pointIds = flags.map(({ pointId }) => pointId);
  const rows = flags.flatMap(({ pointId, intervals }) =>
    intervals.map((interval) => ({ pointId, ...interval })),
  );
  const given = JSON.stringify(rows);
  await sql`
    delete from point_flag
    where point_id = any (${pointIds}::integer[])
      and (point_id, flag, from_on) not in (
        select given."pointId", given.flag, given."fromOn"
        from jsonb_to_recordset(${given}::text::jsonb)
          as given("pointId" integer, flag text, "fromOn" date)
      )`;
  // An interval that was there stays recorded when it was: its end alone may move.
  await sql`
    insert into point_flag (point_id, flag, from_on, to_on, due_on, recorded_at)
    select
      given."pointId", given.flag, given."fromOn", given."toOn", given."dueOn", ${recordedAt}
    from jsonb_to_recordset(${given}::text::jsonb)
      as given("pointId" integer, flag text, "fromOn" date, "toOn" date, "dueOn" date)
    on conflict on constraint point_flag_pkey
    do update set to_on = excluded.to_on, due_on = excluded.due_on`;
}
