import type { TipStateRow } from '#server/features/tips/statistics-queries.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { timelinessColumn } from '#server/features/tips/queries.ts';

export type DayCount = { on: IsoDate; count: number };

type Span = {
  firstOn: IsoDate;
  asOf: IsoDate;
  /** Null: of the whole city; else of the points that these communes lead. */
  communeIds: readonly number[] | null;
};

/** Cycles that a recognition (`recognised`) or a confirmed recurrence opened, day by day. */
export async function countOpenings(
  sql: TransactionSql,
  openedBy: 'recognised' | 'recurrence_confirmed',
  span: Span,
): Promise<DayCount[]> {
  return sql<DayCount[]>`
    select cycle.opened_on as on, count(*)::integer as count
    from cycle
    join point on point.id = cycle.point_id
    where cycle.opened_by = ${openedBy} and point.merged_into is null
      and cycle.opened_on between ${span.firstOn} and ${span.asOf}
      and ${leadsWithin(sql, span)}
    group by cycle.opened_on
    order by cycle.opened_on`;
}

/** Eliminations, day by day; of named places alone when `pointIds` are given. */
export async function countEliminations(
  sql: TransactionSql,
  pointIds: readonly number[] | null,
  span: Span,
): Promise<DayCount[]> {
  return sql<DayCount[]>`
    select cycle.eliminated_on as on, count(*)::integer as count
    from cycle
    join point on point.id = cycle.point_id
    where point.merged_into is null
      and cycle.eliminated_on between ${span.firstOn} and ${span.asOf}
      and (${pointIds === null} or cycle.point_id = any (${[...(pointIds ?? [])]}::integer[]))
      and ${leadsWithin(sql, span)}
    group by cycle.eliminated_on
    order by cycle.eliminated_on`;
}

/** Lists the tips received in the span, each judged by its clock on the last day. */
export async function listTipTimeliness(
  sql: TransactionSql,
  span: Span,
): Promise<Pick<TipStateRow, 'timeliness' | 'own'>[]> {
  return sql<Pick<TipStateRow, 'timeliness' | 'own'>[]>`
    select ${timelinessColumn(sql, span.asOf, 0)} as timeliness, tip.own
    from tip
    where tip.received_on between ${span.firstOn} and ${span.asOf}
      and (
        ${span.communeIds === null}
        or tip.commune_id = any (${[...(span.communeIds ?? [])]}::integer[])
      )`;
}

function leadsWithin(sql: TransactionSql, { communeIds }: Span) {
  return sql`(
    ${communeIds === null}
    or exists (
      select from point_commune
      where point_commune.point_id = cycle.point_id and point_commune.lead
        and point_commune.commune_id = any (${[...(communeIds ?? [])]}::integer[])
    )
  )`;
}
