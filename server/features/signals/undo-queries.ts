import type { PointStatus } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

type ConfirmingEvent = {
  id: number;
  cycle: number;
  before: { status: PointStatus; since: IsoDate; cancelledHandoverIds: number[] };
};

/** The event by which a signal was confirmed, if it has not been taken back; with what stood before it. */
export async function findConfirmingEvent(
  sql: TransactionSql,
  pointId: number,
  signalId: number,
): Promise<ConfirmingEvent | null> {
  const [row] = await sql<ConfirmingEvent[]>`
    select event.id, event.cycle, event.detail -> 'before' as before
    from event
    where event.point_id = ${pointId} and event.kind = 'recurrence_confirmed'
      and (event.detail ->> 'signalId')::integer = ${signalId} and event.detail ? 'before'
      and not exists (
        select from event withdrawal
        where withdrawal.point_id = event.point_id and withdrawal.corrects = event.id
          and withdrawal.kind in ('recurrence_withdrawn', 'annulled')
      )`;
  return row ?? null;
}

/** False when the commune has replied to it: then it stays part of the record. */
export async function takeBackCycle(
  sql: TransactionSql,
  pointId: number,
  cycle: number,
): Promise<boolean> {
  const [row] = await sql<{ done: boolean }[]>`
    select take_back_cycle(${pointId}, ${cycle}) as done`;
  return row?.done ?? false;
}

/** Parts of hand-overs that had fallen away wait again. */
export async function restoreHandovers(
  sql: TransactionSql,
  handoverIds: readonly number[],
): Promise<void> {
  await sql`
    update handover set state = 'pending'
    where id = any (${[...handoverIds]}::integer[]) and state = 'cancelled'`;
}

/** The suspicion stands again, as if nobody had decided; false when it changed meanwhile. */
export async function reopenSignal(
  sql: TransactionSql,
  signal: { signalId: number; version: number },
): Promise<boolean> {
  const rows = await sql`
    update signal
    set
      state = 'suspected', decided_by = null, decided_on = null, decided_at = null,
      decision_reason = null, version = version + 1
    where id = ${signal.signalId} and version = ${signal.version}
      and state in ('confirmed', 'rejected') and new_point_id is null
    returning id`;
  return rows.length === 1;
}
