import type { Denominator, IndicatorText } from '#server/contract/plan.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

type ReferencePlan = {
  key: string;
  number: string;
  signedOn: IsoDate;
  signerTitle: string;
  issuer: string;
  title: string;
  level: string;
  year: number;
  firstOn: IsoDate;
  lastOn: IsoDate;
  source: string;
  indicators: readonly (IndicatorText & { denominators: readonly Denominator[] })[];
};

/** Adds a plan that comes with the program, with its indicators; one that is there is left as it is. */
export async function addReferencePlan(
  sql: TransactionSql,
  plan: ReferencePlan,
  writtenAt: IsoInstant,
): Promise<void> {
  const [added] = await sql<{ id: number }[]>`
    insert into plan (
      reference_key, number, signed_on, signer_title, issuer, title, level, year, first_on,
      last_on, state, source, written_at
    ) values (
      ${plan.key}, ${plan.number}, ${plan.signedOn}, ${plan.signerTitle}, ${plan.issuer},
      ${plan.title}, ${plan.level}, ${plan.year}, ${plan.firstOn}, ${plan.lastOn}, 'issued',
      ${plan.source}, ${writtenAt}
    )
    on conflict do nothing
    returning id`;
  if (added === undefined) return;
  await sql`
    insert into plan_indicator (
      plan_id, code, position, part_of, family, wording, unit, comparator, shape, target,
      lead_agency, frequency, measure, note
    )
    select
      ${added.id}, given.indicator ->> 'code', given.position, given.indicator ->> 'partOf',
      given.indicator ->> 'family', given.indicator ->> 'wording', given.indicator ->> 'unit',
      given.indicator ->> 'comparator', given.indicator ->> 'shape',
      (given.indicator ->> 'target')::numeric, given.indicator ->> 'leadAgency',
      given.indicator ->> 'frequency', given.indicator ->> 'measure', given.indicator ->> 'note'
    from jsonb_array_elements(${JSON.stringify(plan.indicators)}::text::jsonb)
      with ordinality as given (indicator, position)`;
  await sql`
    insert into indicator_denominator (indicator_id, valid_from, amount, unit, source)
    select
      plan_indicator.id, (denominator ->> 'validFrom')::date, (denominator ->> 'amount')::integer,
      denominator ->> 'unit', denominator ->> 'source'
    from jsonb_array_elements(${JSON.stringify(plan.indicators)}::text::jsonb) given
    join plan_indicator
      on plan_indicator.plan_id = ${added.id} and plan_indicator.code = given ->> 'code'
    cross join jsonb_array_elements(given -> 'denominators') denominator`;
}
