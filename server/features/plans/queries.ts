import type {
  Denominator,
  IndicatorText,
  IndicatorView,
  PlanAmendment,
  PlanSummary,
} from '#server/contract/plan.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

function planColumns(sql: TransactionSql) {
  return sql`
    plan.id, plan.number, plan.signed_on, plan.signer_title, plan.issuer, plan.title, plan.level,
    plan.year, plan.first_on, plan.last_on, plan.state, parent.number as parent,
    origin.number as copied_from, plan.source, plan.written_at`;
}

/** The plans that the asker may read, latest year first. */
export async function listPlans(sql: TransactionSql): Promise<PlanSummary[]> {
  return sql<PlanSummary[]>`
    select ${planColumns(sql)}
    from plan
    left join plan parent on parent.id = plan.parent_id
    left join plan origin on origin.id = plan.copied_from
    order by plan.year desc, plan.signed_on desc nulls first, plan.id`;
}

export async function findPlan(sql: TransactionSql, id: number): Promise<PlanSummary | null> {
  const [row] = await sql<PlanSummary[]>`
    select ${planColumns(sql)}
    from plan
    left join plan parent on parent.id = plan.parent_id
    left join plan origin on origin.id = plan.copied_from
    where plan.id = ${id}`;
  return row ?? null;
}

/** Keeps others from writing to the plan until the transaction ends. */
export async function lockPlan(sql: TransactionSql, id: number): Promise<void> {
  await sql`select from plan where plan.id = ${id} for update`;
}

export type IndicatorRow = IndicatorText & {
  id: number;
  position: number;
  firstTarget: number | null;
  denominators: Denominator[];
};

/** The target of an indicator after the latest amendment of its plan. */
function targetInForce(sql: TransactionSql) {
  return sql`
    coalesce(
      (
        select target_amendment.target
        from target_amendment
        join plan_amendment on plan_amendment.id = target_amendment.amendment_id
        where target_amendment.indicator_id = plan_indicator.id
        order by plan_amendment.signed_on desc, plan_amendment.id desc
        limit 1
      ),
      plan_indicator.target
    )`;
}

/** Lists the indicators of a plan in order; targets as the latest amendment by its day of signing has them. */
export async function listIndicators(sql: TransactionSql, planId: number): Promise<IndicatorRow[]> {
  return sql<IndicatorRow[]>`
    select
      plan_indicator.id, plan_indicator.code, plan_indicator.position, plan_indicator.part_of,
      plan_indicator.family, plan_indicator.wording, plan_indicator.unit,
      plan_indicator.comparator, plan_indicator.shape, plan_indicator.lead_agency,
      plan_indicator.frequency, plan_indicator.measure, plan_indicator.note,
      plan_indicator.target::float8 as first_target,
      ${targetInForce(sql)}::float8 as target,
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object(
              'validFrom', valid_from, 'amount', amount, 'unit', unit, 'source', source
            )
            order by valid_from
          ),
          '[]'
        )
        from indicator_denominator
        where indicator_denominator.indicator_id = plan_indicator.id
      ) as denominators
    from plan_indicator
    where plan_indicator.plan_id = ${planId}
    order by plan_indicator.position, plan_indicator.id`;
}

export type ListedPoint = IndicatorView['points'][number] & { indicatorId: number };

/** The named places of a plan's indicators that the asker reaches, as they stand today. */
export async function listIndicatorPoints(
  sql: TransactionSql,
  planId: number,
): Promise<ListedPoint[]> {
  return sql<ListedPoint[]>`
    select
      indicator_point.indicator_id, point.id, point.code, point.official_name as name,
      indicator_point.aim, point.status
    from plan_indicator
    join indicator_point on indicator_point.indicator_id = plan_indicator.id
    join point on point.id = indicator_point.point_id
    where plan_indicator.plan_id = ${planId}
    order by point.code`;
}

export async function listAmendments(
  sql: TransactionSql,
  planId: number,
): Promise<PlanAmendment[]> {
  return sql<PlanAmendment[]>`
    select
      plan_amendment.id, plan_amendment.number, plan_amendment.signed_on,
      plan_amendment.signer_title,
      jsonb_agg(
        jsonb_build_object(
          'code', plan_indicator.code, 'target', target_amendment.target::float8,
          'reason', target_amendment.reason
        )
        order by plan_indicator.position
      ) as changes
    from plan_amendment
    join target_amendment on target_amendment.amendment_id = plan_amendment.id
    join plan_indicator on plan_indicator.id = target_amendment.indicator_id
    where plan_amendment.plan_id = ${planId}
    group by plan_amendment.id
    order by plan_amendment.signed_on, plan_amendment.id`;
}

export type NewPlan = {
  title: string;
  issuer: string;
  level: 'national' | 'city' | 'commune';
  year: number;
  firstOn: IsoDate;
  lastOn: IsoDate;
  copiedFrom: number;
  source: string;
  writtenBy: string;
  writtenAt: IsoInstant;
};

export async function insertDraft(sql: TransactionSql, plan: NewPlan): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into plan (
      title, issuer, level, year, first_on, last_on, state, copied_from, source, written_by,
      written_at
    ) values (
      ${plan.title}, ${plan.issuer}, ${plan.level}, ${plan.year}, ${plan.firstOn}, ${plan.lastOn},
      'draft', ${plan.copiedFrom}, ${plan.source}, ${plan.writtenBy}, ${plan.writtenAt}
    )
    returning id`;
  if (row === undefined) throw new Error('the plan gave no number');
  return row.id;
}

/** Indicators and what 100 % is of on the day of the copy; named places and results stay behind. */
export async function copyIndicators(
  sql: TransactionSql,
  given: { from: number; to: number; on: IsoDate },
): Promise<void> {
  await sql`
    insert into plan_indicator (
      plan_id, code, position, part_of, family, wording, unit, comparator, shape, target,
      lead_agency, frequency, measure, note
    )
    select
      ${given.to}, code, position, part_of, family, wording, unit, comparator, shape,
      ${targetInForce(sql)},
      lead_agency, frequency, measure, note
    from plan_indicator
    where plan_id = ${given.from}
    order by part_of nulls first, position`;
  await sql`
    insert into indicator_denominator (indicator_id, valid_from, amount, unit, source)
    select distinct on (new_indicator.id)
      new_indicator.id, indicator_denominator.valid_from, indicator_denominator.amount,
      indicator_denominator.unit, indicator_denominator.source
    from plan_indicator old_indicator
    join plan_indicator new_indicator
      on new_indicator.plan_id = ${given.to} and new_indicator.code = old_indicator.code
    join indicator_denominator on indicator_denominator.indicator_id = old_indicator.id
    where old_indicator.plan_id = ${given.from}
      and indicator_denominator.valid_from <= ${given.on}
    order by new_indicator.id, indicator_denominator.valid_from desc`;
}

export async function issueDraft(
  sql: TransactionSql,
  id: number,
  paper: { number: string; signedOn: IsoDate; signerTitle: string },
): Promise<void> {
  await sql`
    update plan
    set
      state = 'issued', number = ${paper.number}, signed_on = ${paper.signedOn},
      signer_title = ${paper.signerTitle}
    where id = ${id}`;
}

/** Writes an indicator of a draft; a code that is there is written anew. Gives its id. */
export async function writeIndicator(
  sql: TransactionSql,
  planId: number,
  given: IndicatorText,
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into plan_indicator (
      plan_id, code, position, part_of, family, wording, unit, comparator, shape, target,
      lead_agency, frequency, measure, note
    )
    select
      ${planId}, ${given.code}, coalesce(max(position), 0) + 1, ${given.partOf}, ${given.family},
      ${given.wording}, ${given.unit}, ${given.comparator}, ${given.shape},
      ${given.target}::numeric, ${given.leadAgency}, ${given.frequency}, ${given.measure},
      ${given.note}
    from plan_indicator
    where plan_id = ${planId}
    on conflict on constraint plan_indicator_code_unique do update set
      part_of = excluded.part_of, family = excluded.family, wording = excluded.wording,
      unit = excluded.unit, comparator = excluded.comparator, shape = excluded.shape,
      target = excluded.target, lead_agency = excluded.lead_agency,
      frequency = excluded.frequency, measure = excluded.measure, note = excluded.note
    returning id`;
  if (row === undefined) throw new Error('the indicator gave no number');
  return row.id;
}

export async function addDenominator(
  sql: TransactionSql,
  indicatorId: number,
  given: Denominator,
): Promise<void> {
  await sql`
    insert into indicator_denominator (indicator_id, valid_from, amount, unit, source)
    values (${indicatorId}, ${given.validFrom}, ${given.amount}, ${given.unit}, ${given.source})
    on conflict on constraint indicator_denominator_pkey do nothing`;
}

/** Binds named places to an indicator; gives the codes that name a place. */
export async function addIndicatorPoints(
  sql: TransactionSql,
  indicatorId: number,
  points: readonly { code: string; aim: string }[],
): Promise<string[]> {
  const rows = await sql<{ code: string }[]>`
    with given as (
      select point.id, point.code, wanted.aim
      from jsonb_to_recordset(${JSON.stringify(points)}::text::jsonb) as wanted (code text, aim text)
      join point on point.code = wanted.code
    ), added as (
      insert into indicator_point (indicator_id, point_id, aim)
      select ${indicatorId}, given.id, given.aim from given
      on conflict on constraint indicator_point_once do nothing
    )
    select code from given`;
  return rows.map((row) => row.code);
}

export async function insertAmendment(
  sql: TransactionSql,
  planId: number,
  paper: {
    number: string;
    signedOn: IsoDate;
    signerTitle: string;
    writtenBy: string;
    writtenAt: IsoInstant;
  },
  changes: readonly { indicatorId: number; target: number; reason: string }[],
): Promise<void> {
  await sql`
    with amendment as (
      insert into plan_amendment (
        plan_id, number, signed_on, signer_title, written_by, written_at
      ) values (
        ${planId}, ${paper.number}, ${paper.signedOn}, ${paper.signerTitle}, ${paper.writtenBy},
        ${paper.writtenAt}
      )
      returning id
    )
    insert into target_amendment (amendment_id, indicator_id, target, reason)
    select amendment.id, change."indicatorId", change.target, change.reason
    from amendment
    cross join jsonb_to_recordset(${JSON.stringify(changes)}::text::jsonb)
      as change ("indicatorId" integer, target numeric, reason text)`;
}
