import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** A part of a hand-over whose commune is no more, in an attempt that still counts or still waits. */
export type OrphanedPart = { id: number; pointId: number };

/**
 * The parts that need a successor: of points handed over, and of attempts that wait.
 * @param pointIds null: of all points.
 */
export async function listOrphanedParts(
  sql: TransactionSql,
  pointIds: readonly number[] | null,
  on: IsoDate,
): Promise<OrphanedPart[]> {
  return sql<OrphanedPart[]>`
    select handover.id, handover.point_id
    from handover
    join point on point.id = handover.point_id and point.cycle = handover.cycle
    -- As an array, so that the few communes come first whatever the planner thinks of their number.
    where handover.commune_id = any (
        array(select commune.id from commune where commune.valid_to <= ${on})
      )
      and (${pointIds === null} or point.id = any (${[...(pointIds ?? [])]}::integer[]))
      and handover.state in ('pending', 'confirmed', 'recorded')
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
      )
    order by handover.point_id, handover.id`;
}

/** The communes in force that a point touches now, the lead first. */
export async function listPresentCommunes(
  sql: TransactionSql,
  pointId: number,
  on: IsoDate,
): Promise<number[]> {
  const rows = await sql<{ communeId: number }[]>`
    select point_commune.commune_id
    from point_commune
    join commune on commune.id = point_commune.commune_id
    where point_commune.point_id = ${pointId} and commune.valid_from <= ${on}
      and (commune.valid_to is null or commune.valid_to > ${on})
    order by point_commune.lead desc, point_commune.commune_id`;
  return rows.map((row) => row.communeId);
}

/** Ends parts because their communes' successors are asked; an answer given before stays to be read. */
export async function lapseParts(
  sql: TransactionSql,
  handoverIds: readonly number[],
  on: IsoDate,
): Promise<void> {
  await sql`
    update handover set state = 'successor_asked', lapsed_on = ${on}
    where id = any (${[...handoverIds]}::integer[])`;
}

/** A part for a successor, with the proposal, grounds and document of the part that it follows. */
export async function insertSuccessorPart(
  sql: TransactionSql,
  part: {
    followsId: number;
    communeId: number;
    successor: 'while_pending' | 'after_handover';
    askedOn: IsoDate;
    answerDueOn: IsoDate;
  },
): Promise<void> {
  await sql`
    insert into handover (
      point_id, cycle, attempt, commune_id, state, successor, proposed_by, proposed_on,
      document_number, grounds, answer_due_on
    )
    select
      point_id, cycle, attempt, ${part.communeId}, 'pending', ${part.successor}, proposed_by,
      ${part.askedOn}, document_number, grounds, ${part.answerDueOn}
    from handover
    where id = ${part.followsId}`;
}
