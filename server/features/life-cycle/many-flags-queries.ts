import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { FlagFacts, FlagInterval } from './flag-rules.ts';

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
            'checkedOn', checked_on, 'countedOn', counted_on, 'result', result, 'retryOn', retry_on
          )
        )
        from counted_look
        where counted_look.point_id = point.id
      ) as checks,
      (
        select jsonb_agg(
          jsonb_build_object(
            'cycle', cycle, 'attempt', attempt, 'state', state, 'successor', successor,
            'proposedBy', proposed_by, 'proposedOn', proposed_on, 'answeredOn', answered_on,
            'withdrawnOn', withdrawn_on, 'respondedOn', responded_on, 'lapsedOn', lapsed_on
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
