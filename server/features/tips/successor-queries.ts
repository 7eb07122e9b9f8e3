import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/**
 * Asks the successors of abolished communes for the tips that these were asked to take: the commune in force at the middle
 * of the former one. What the successor has already is asked of nobody any more. Gives how many went which way.
 */
export async function moveAskedTransfers(
  sql: TransactionSql,
  on: IsoDate,
  at: IsoInstant,
): Promise<{ moved: number; ended: number }> {
  const [row] = await sql<{ moved: number; ended: number }[]>`
    with followed as (
      select tip_transfer.id, successor.id as commune_id, successor.id = tip.commune_id as kept
      from tip_transfer
      join tip on tip.id = tip_transfer.tip_id
      join commune former on former.id = tip_transfer.to_commune_id and former.valid_to <= ${on}
      join commune successor on successor.id = commune_at(former.centre)
        and (successor.valid_to is null or successor.valid_to > ${on})
      where tip_transfer.state = 'pending'
      for update of tip_transfer
    ), changed as (
      update tip_transfer
      set
        to_commune_id = followed.commune_id,
        state = case when followed.kept then 'ended' else 'pending' end,
        decided_at = case when followed.kept then ${at}::timestamptz end
      from followed
      where tip_transfer.id = followed.id
      returning followed.kept
    )
    select
      count(*) filter (where not kept)::integer as moved, count(*) filter (where kept)::integer as ended
    from changed`;
  return row ?? { moved: 0, ended: 0 };
}
