import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type TransferState = 'pending' | 'taken' | 'refused' | 'withdrawn' | 'ended';

/** Question to another commune if it takes a tip, with both sides. */
export type TransferRow = {
  id: number;
  tipId: number;
  fromCommuneId: number;
  toCommuneId: number;
  askedBy: string;
  askedRole: string;
  askedOn: IsoDate;
  state: TransferState;
};

type NewTransfer = Omit<TransferRow, 'id' | 'state'> & {
  askedAt: IsoInstant;
  documentNumber: string | null;
  note: string | null;
};

/** Asks another commune; the table refuses a second question while one waits. Gives its number. */
export async function insertTransfer(sql: TransactionSql, asked: NewTransfer): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into tip_transfer (
      tip_id, from_commune_id, to_commune_id, asked_by, asked_role, asked_on, asked_at,
      document_number, note
    ) values (
      ${asked.tipId}, ${asked.fromCommuneId}, ${asked.toCommuneId}, ${asked.askedBy},
      ${asked.askedRole}, ${asked.askedOn}, ${asked.askedAt}, ${asked.documentNumber}, ${asked.note}
    )
    returning id`;
  if (row === undefined) throw new Error('an inserted transfer returned no id');
  return row.id;
}

/** One question within reach, whatever became of it. */
export async function findTransfer(sql: TransactionSql, id: number): Promise<TransferRow | null> {
  const [row] = await sql<TransferRow[]>`
    select id, tip_id, from_commune_id, to_commune_id, asked_by, asked_role, asked_on, state
    from tip_transfer
    where id = ${id}`;
  return row ?? null;
}

/** Locks a tip for the side that is asked to take it; steps of the other side wait, or have been taken before. */
export async function lockAskedTip(sql: TransactionSql, tipId: number): Promise<void> {
  await sql`select lock_asked_tip(${tipId})`;
}

/** Moves a tip to the commune that was asked; false where nothing waits for the actor any more. */
export async function takeTip(
  sql: TransactionSql,
  transferId: number,
  at: IsoInstant,
): Promise<boolean> {
  const [row] = await sql<{ moved: boolean }[]>`select take_tip(${transferId}, ${at}) as moved`;
  return row?.moved === true;
}

/** Ends a question without a move; false where it does not wait any more. */
export async function endTransfer(
  sql: TransactionSql,
  id: number,
  end: {
    state: 'refused' | 'withdrawn' | 'ended';
    reason: string | null;
    decidedBy: string;
    decidedAt: IsoInstant;
  },
): Promise<boolean> {
  const rows = await sql`
    update tip_transfer
    set
      state = ${end.state}, reason = ${end.reason}, decided_by = ${end.decidedBy},
      decided_at = ${end.decidedAt}
    where id = ${id} and state = 'pending'
    returning id`;
  return rows.length === 1;
}

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
