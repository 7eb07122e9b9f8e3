import { can, PERMISSIONS, type Actor } from '#server/contract/permission.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** A fact of the office: a rule by which figures are counted, or a limit of what somebody may do. */
export type OfficeFact = {
  name: string;
  /** The account that it limits; null for a rule. */ about: string | null;
};

/** Lists the rules in force by which figures are counted, each with its value. */
export function rulesInForce(sql: TransactionSql, today: IsoDate): Promise<OfficeFact[]> {
  return sql<OfficeFact[]>`
    with held as (
      (
        select distinct on (key) 'setting ' || key as of, value::text as is
        from setting where valid_from <= ${today} order by key, valid_from desc
      )
      union all
      (
        select distinct on (kind) 'clock of ' || kind, to_jsonb(deadline_rule)::text
        from deadline_rule where valid_from <= ${today} order by kind, valid_from desc
      )
      union all
      select 'population of ' || commune_id, max(counted_on) || ' ' || sum(people)::text
      from commune_population group by commune_id
      union all
      select 'plan in force', max(signed_on || ' ' || id) from plan
      where state = 'issued' and ${today} between first_on and last_on
      union all
      select
        'target of ' || plan_indicator.id,
        coalesce(
          (
            select target_amendment.target
            from target_amendment
            join plan_amendment on plan_amendment.id = target_amendment.amendment_id
            where target_amendment.indicator_id = plan_indicator.id
            order by plan_amendment.signed_on desc, plan_amendment.id desc
            limit 1
          ), plan_indicator.target
        )::text
      from plan_indicator
      join plan on plan.id = plan_indicator.plan_id and plan.state = 'issued'
      union all
      select
        'share of ' || latest.indicator_id || ' of ' || allotment_share.commune_id,
        allotment_share.amount::text
      from (
        select distinct on (indicator_id) id, indicator_id from allotment
        order by indicator_id, version desc
      ) latest
      join allotment_share on allotment_share.allotment_id = latest.id
    )
    select 'rule: ' || of || ' is ' || coalesce("is", '-') as name, null as about from held`;
}

/** Lists what each account may not do, and each administrator: rights grow and administrators go by two hands. */
export function limitsOf(
  accounts: readonly string[],
  acting: ReadonlyMap<string, Actor>,
  communes: readonly number[],
): OfficeFact[] {
  return accounts.flatMap((about) => {
    const actor = acting.get(about);
    const fact = (words: string): OfficeFact => ({ name: `${about} ${words}`, about });
    return [
      ...(actor?.role === 'admin' ? [fact('is an administrator')] : []),
      ...PERMISSIONS.filter((right) => actor === undefined || !can(actor.role, right)).map(
        (right) => fact(`may not ${right}`),
      ),
      ...communes
        .filter((id) => actor === undefined || !actor.communeIds.includes(id))
        .map((id) => fact(`does not act for ${id}`)),
      ...(actor?.reach === 'city' ? [] : [fact('does not see the city')]),
    ];
  });
}

/** Facts of the office that fewer than two undid, or only those whom they limit. */
export function undoneInOffice(
  before: readonly OfficeFact[],
  after: readonly OfficeFact[],
  { act, persons }: { act: string; persons: readonly Actor[] },
): string[] {
  const kept = new Set(after.map(({ name }) => name));
  const distinct = new Set(persons.map(({ accountId }) => accountId));
  return before
    .filter(({ name }) => !kept.has(name))
    .filter(({ about }) => distinct.size < 2 || [...distinct].every((one) => one === about))
    .map(({ name }) => `${act} by ${persons.map(({ role }) => role).join('+')} undid: ${name}`);
}
