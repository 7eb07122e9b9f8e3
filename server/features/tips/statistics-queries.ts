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
};

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
      tip.verified_on, tip.classified_on, tip.handled_on, tip.forwarded_to is not null as forwarded,
      ${timelinessColumn(sql, today, dueSoonDays)} as timeliness
    from tip
    join commune on commune.id = tip.commune_id
    where tip.received_on between ${from} and ${to}
    order by commune.name, tip.id`;
}
