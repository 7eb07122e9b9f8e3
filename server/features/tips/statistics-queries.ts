import type { Timeliness } from '#server/contract/tip-clock.ts';
import type { TipKind } from '#server/contract/tip-kind.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { timelinessColumn } from './queries.ts';

export type TipStateRow = {
  kind: TipKind;
  communeCode: string;
  communeName: string;
  receivedOn: IsoDate;
  verifiedOn: IsoDate | null;
  classifiedOn: IsoDate | null;
  handledOn: IsoDate | null;
  timeliness: Timeliness;
  /** Passed on to another authority. */
  forwarded: boolean;
  /** Taken in and closed by the commune itself, see `is_own_tip`. */
  own: boolean;
};

/** The day that counts for the latest step of a kind: the day of recording, unless another person has seen its paper. */
function countedStep(sql: TransactionSql, kind: 'verified' | 'classified') {
  return sql`(
    select
      case
        when paper_review.verdict = 'seen' then tip_event.effective_on
        else greatest(tip_event.effective_on, city_date(tip_event.recorded_at))
      end
    from tip_event
    left join paper_review on paper_review.tip_event_id = tip_event.id
    where tip_event.tip_id = tip.id and tip_event.kind = ${kind}
    order by tip_event.seq desc
    limit 1
  )`;
}

/** Lists the states of the tips received in a period, within reach, for their statistics. */
export async function listTipStates(
  sql: TransactionSql,
  { from, to }: { from: IsoDate; to: IsoDate },
  today: IsoDate,
  dueSoonDays: number,
): Promise<TipStateRow[]> {
  return sql<TipStateRow[]>`
    select
      tip.kind, commune.code as commune_code, commune.name as commune_name, tip.received_on,
      ${countedStep(sql, 'verified')} as verified_on, ${countedStep(sql, 'classified')} as classified_on,
      tip.counted_handled_on as handled_on, tip.forwarded_to is not null as forwarded, tip.own,
      ${timelinessColumn(sql, today, dueSoonDays)} as timeliness
    from tip
    join commune on commune.id = tip.commune_id
    where tip.received_on between ${from} and ${to}
    order by commune.name, tip.id`;
}
