import type { SignalGrade } from '#server/contract/signal.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Lists the open suspicions at points without a signal recorded after `renewedUntil` and without an unanswered objection. */
export async function listLapsing(
  sql: TransactionSql,
  renewedUntil: IsoDate,
): Promise<{ id: number; pointId: number; grade: SignalGrade }[]> {
  return sql<{ id: number; pointId: number; grade: SignalGrade }[]>`
    select signal.id, signal.point_id, signal.grade
    from signal
    where signal.state = 'suspected'
      and not exists (
        select from signal renewal
        where renewal.point_id = signal.point_id and renewal.state = 'suspected'
          and city_date(renewal.recorded_at) > ${renewedUntil}
      )
      and not exists (
        select from signal_appeal
        where signal_appeal.signal_id = signal.id and signal_appeal.answer is null
      )
    order by signal.point_id, signal.id`;
}

/** Lapses one suspicion; false when somebody decided on it meanwhile. */
export async function lapseSignal(
  sql: TransactionSql,
  signalId: number,
  on: IsoDate,
): Promise<boolean> {
  const rows = await sql`
    update signal set state = 'lapsed', decided_on = ${on}, version = version + 1
    where id = ${signalId} and state = 'suspected'
    returning id`;
  return rows.length === 1;
}
