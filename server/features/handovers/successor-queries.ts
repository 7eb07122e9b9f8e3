import type { PointStatus } from '#server/contract/point.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { CountingPart } from './rules.ts';

/**
 * The points with a part whose commune is no more, by id: handed over, or in an attempt that waits.
 * @param pointIds null: all points.
 */
export async function listOrphanedPoints(
  sql: TransactionSql,
  pointIds: readonly number[] | null,
  on: IsoDate,
): Promise<number[]> {
  const rows = await sql<{ pointId: number }[]>`
    select distinct handover.point_id
    from handover
    join point on point.id = handover.point_id and point.cycle = handover.cycle
    -- As an array, so that the few communes come first whatever the planner thinks of their number.
    where handover.commune_id = any (
        array(select commune.id from commune where commune.valid_to <= ${on})
      )
      and (${pointIds === null} or point.id = any (${[...(pointIds ?? [])]}::integer[]))
      and ${countsOrWaits(sql)}
    order by handover.point_id`;
  return rows.map((row) => row.pointId);
}

/**
 * The points that do not lie any more in exactly the communes that their hand-over binds, by id. Reads all
 * hand-overs: for the moment at which the areas of the communes change.
 * @param pointIds null: all points.
 */
export async function listMovedPoints(
  sql: TransactionSql,
  pointIds: readonly number[] | null,
  on: IsoDate,
): Promise<number[]> {
  const rows = await sql<{ pointId: number }[]>`
    with bound as materialized (
      select handover.point_id, array_agg(distinct handover.commune_id) as commune_ids
      from handover
      join point on point.id = handover.point_id and point.cycle = handover.cycle
      where (${pointIds === null} or point.id = any (${[...(pointIds ?? [])]}::integer[]))
        and ${countsOrWaits(sql)}
      group by handover.point_id
    )
    select bound.point_id
    from bound
    join (
      select
        touched.point_id, array_agg(touched.commune_id order by touched.commune_id) as commune_ids
      from point_commune touched
      join commune on commune.id = touched.commune_id
      where commune.valid_from <= ${on} and (commune.valid_to is null or commune.valid_to > ${on})
      group by touched.point_id
    ) present on present.point_id = bound.point_id
    where present.commune_ids <> bound.commune_ids
    order by bound.point_id`;
  return rows.map((row) => row.pointId);
}

/** A part that counts in the latest attempt of its cycle: of a point handed over, or of an attempt that waits. */
function countsOrWaits(sql: TransactionSql) {
  return sql`
    handover.state in ('pending', 'confirmed', 'recorded')
      and handover.attempt = (
        select max(latest.attempt) from handover latest
        where latest.point_id = handover.point_id and latest.cycle = handover.cycle
      )
      and (
        point.status = 'handed_over'
        or (
          point.status = 'eliminated'
          and exists (
            select from handover waiting
            where waiting.point_id = handover.point_id and waiting.cycle = handover.cycle
              and waiting.attempt = handover.attempt and waiting.state = 'pending'
          )
        )
      )`;
}

/** A point whose communes may have to be asked, with what the rules judge it by. */
export type BoundPoint = {
  pointId: number;
  status: PointStatus;
  cycle: number;
  lastSeq: number;
  /** Parts of the latest attempt. */
  parts: CountingPart[];
  /** Communes in force that the point touches, the lead first. */
  present: number[];
};

/**
 * Locks these points, and reads what binds them by a second statement: one that waits for a lock reads other tables as
 * they were before it waited. In the order of their ids.
 */
export async function lockBoundPoints(
  sql: TransactionSql,
  pointIds: readonly number[],
  on: IsoDate,
): Promise<BoundPoint[]> {
  await sql`
    select from point where point.id = any (${[...pointIds]}::integer[])
    order by point.id
    for update of point`;
  return sql<BoundPoint[]>`
    select
      point.id as point_id, point.status, point.cycle,
      (select coalesce(max(event.seq), 0) from event where event.point_id = point.id) as last_seq,
      (
        select jsonb_agg(
          jsonb_build_object(
            'id', handover.id, 'attempt', handover.attempt, 'communeId', handover.commune_id,
            'state', handover.state,
            'lost', commune.valid_to is not null and commune.valid_to <= ${on} or not exists (
              select from point_commune
              where point_commune.point_id = point.id
                and point_commune.commune_id = handover.commune_id
            )
          )
          order by handover.id
        )
        from handover
        join commune on commune.id = handover.commune_id
        where handover.point_id = point.id and handover.cycle = point.cycle
          and handover.attempt = (
            select max(latest.attempt) from handover latest
            where latest.point_id = point.id and latest.cycle = point.cycle
          )
      ) as parts,
      array(
        select point_commune.commune_id
        from point_commune
        join commune on commune.id = point_commune.commune_id
        where point_commune.point_id = point.id and commune.valid_from <= ${on}
          and (commune.valid_to is null or commune.valid_to > ${on})
        order by point_commune.lead desc, point_commune.commune_id
      ) as present
    from point
    where point.id = any (${[...pointIds]}::integer[])
    order by point.id`;
}

/** Ends parts because other communes are asked; an answer given before stays to be read. */
export async function lapseParts(
  sql: TransactionSql,
  handoverIds: readonly number[],
  on: IsoDate,
): Promise<void> {
  await sql`
    update handover set state = 'successor_asked', lapsed_on = ${on}
    where id = any (${[...handoverIds]}::integer[])`;
}

/** Parts for successors, each with the proposal, grounds and document of the part that it follows. */
export async function insertSuccessorParts(
  sql: TransactionSql,
  parts: readonly {
    followsId: number;
    communeId: number;
    successor: 'while_pending' | 'after_handover';
  }[],
  asked: { on: IsoDate; answerDueOn: IsoDate },
): Promise<void> {
  await sql`
    insert into handover (
      point_id, cycle, attempt, commune_id, state, successor, proposed_by, proposed_on,
      document_number, grounds, answer_due_on
    )
    select
      followed.point_id, followed.cycle, followed.attempt, given."communeId", 'pending',
      given.successor, followed.proposed_by, ${asked.on}, followed.document_number,
      followed.grounds, ${asked.answerDueOn}
    from jsonb_to_recordset(${JSON.stringify(parts)}::text::jsonb)
      as given("followsId" integer, "communeId" integer, successor text)
    join handover followed on followed.id = given."followsId"
    order by followed.point_id, given."communeId"`;
}

/** Writes to each point that its communes were asked; its version grows as with every change. */
export async function appendAskedEvents(
  sql: TransactionSql,
  events: readonly {
    pointId: number;
    seq: number;
    cycle: number;
    status: PointStatus;
    detail: Record<string, unknown>;
  }[],
  by: { accountId: string | null; role: string; on: IsoDate; at: IsoInstant },
): Promise<void> {
  await sql`
    insert into event (
      point_id, seq, cycle, kind, effective_on, recorded_at, actor_id, actor_role, status_after,
      detail
    )
    select
      given."pointId", given.seq, given.cycle, 'successor_asked', ${by.on}, ${by.at},
      ${by.accountId}, ${by.role}, given.status, given.detail
    from jsonb_to_recordset(${JSON.stringify(events)}::text::jsonb) as given(
      "pointId" integer, seq integer, cycle integer, status text, detail jsonb
    )
    order by given."pointId"`;
  await sql`
    update point set version = version + 1
    where id = any (${events.map(({ pointId }) => pointId)}::integer[])`;
}
