import type { CommuneType } from '#server/contract/commune.ts';
import type { Allotment, IndicatorResult } from '#server/contract/plan.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type ResultRow = IndicatorResult & { indicatorId: number; communeId: number | null };

/** The figures that count: of each commune and period the latest version, within reach. */
export async function listResults(sql: TransactionSql, planId: number): Promise<ResultRow[]> {
  return sql<ResultRow[]>`
    select distinct on (
      indicator_result.indicator_id, indicator_result.first_on, commune.name, commune.id
    )
      indicator_result.id, indicator_result.indicator_id, indicator_result.commune_id,
      case
        when commune.id is not null then jsonb_build_object(
          'code', commune.code, 'name', commune.name, 'type', commune.type
        )
      end as commune,
      indicator_result.first_on, indicator_result.last_on, indicator_result.version,
      indicator_result.amount::float8 as amount, indicator_result.out_of::float8 as out_of,
      indicator_result.document_number, indicator_result.reason, indicator_result.written_at,
      case
        when indicator_result.written_as is null then indicator_result.commune_id is not null
        else indicator_result.written_as in ('leader', 'officer')
      end as own
    from plan_indicator
    join indicator_result on indicator_result.indicator_id = plan_indicator.id
    left join commune on commune.id = indicator_result.commune_id
    where plan_indicator.plan_id = ${planId}
    order by
      indicator_result.indicator_id, indicator_result.first_on, commune.name, commune.id,
      indicator_result.version desc`;
}

export async function insertResult(
  sql: TransactionSql,
  result: {
    indicatorId: number;
    communeId: number | null;
    firstOn: IsoDate;
    lastOn: IsoDate;
    version: number;
    amount: number;
    outOf: number | null;
    documentNumber: string;
    reason: string | null;
    writtenBy: string;
    writtenAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into indicator_result (
      indicator_id, commune_id, first_on, last_on, version, amount, out_of, document_number,
      reason, written_by, written_at
    ) values (
      ${result.indicatorId}, ${result.communeId}, ${result.firstOn}, ${result.lastOn},
      ${result.version}, ${result.amount}::numeric, ${result.outOf}::numeric,
      ${result.documentNumber}, ${result.reason}, ${result.writtenBy}, ${result.writtenAt}
    )`;
}

export type AllotmentRow = Allotment & { indicatorId: number };

/** The latest allotment of each indicator, with the shares within reach. */
export async function listAllotments(sql: TransactionSql, planId: number): Promise<AllotmentRow[]> {
  return sql<AllotmentRow[]>`
    select distinct on (allotment.indicator_id)
      allotment.indicator_id, allotment.version, allotment.target::float8 as target,
      allotment.total::float8 as total, allotment.reason, allotment.document_number,
      allotment.written_at,
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object(
              'commune', jsonb_build_object(
                'code', commune.code, 'name', commune.name, 'type', commune.type
              ),
              'amount', allotment_share.amount::float8
            )
            order by commune.code
          ),
          '[]'
        )
        from allotment_share
        join commune on commune.id = allotment_share.commune_id
        where allotment_share.allotment_id = allotment.id
      ) as shares
    from plan_indicator
    join allotment on allotment.indicator_id = plan_indicator.id
    where plan_indicator.plan_id = ${planId}
    order by allotment.indicator_id, allotment.version desc`;
}

/** One statement: the shares must make the total when the transaction ends. */
export async function insertAllotment(
  sql: TransactionSql,
  given: {
    indicatorId: number;
    version: number;
    target: number;
    total: number;
    reason: string | null;
    documentNumber: string | null;
    shares: readonly { communeId: number; amount: number }[];
    writtenBy: string;
    writtenAt: IsoInstant;
  },
): Promise<void> {
  const [row] = await sql<{ id: number }[]>`
    insert into allotment (
      indicator_id, version, target, total, reason, document_number, written_by, written_at
    ) values (
      ${given.indicatorId}, ${given.version}, ${given.target}::numeric, ${given.total}::numeric,
      ${given.reason}, ${given.documentNumber}, ${given.writtenBy}, ${given.writtenAt}
    )
    returning id`;
  await sql`
    insert into allotment_share (allotment_id, commune_id, amount)
    select ${row?.id ?? 0}, share."communeId", share.amount
    from jsonb_to_recordset(${JSON.stringify(given.shares)}::text::jsonb)
      as share ("communeId" integer, amount numeric)`;
}

export type CommuneRow = { id: number; code: string; name: string; type: CommuneType };

/** The communes in force on a day, by code. */
export async function listCommuneRows(sql: TransactionSql, on: IsoDate): Promise<CommuneRow[]> {
  return sql<CommuneRow[]>`
    select id, code, name, type from commune
    where valid_from <= ${on} and (valid_to is null or valid_to > ${on})
    order by code`;
}
