import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type FormerName = {
  communeCode: string;
  /** Without the type ("Trúc Bạch"), NFC. */
  name: string;
  coverage: 'full' | 'partial' | 'unknown';
  /** The first day on which the name was no longer in force; null: the first day of the commune. */
  validTo: IsoDate | null;
  source: string;
};

/**
 * Writes old names of communes in force; gives how many were new and how many were said differently before.
 * Without `replace` a name that is there stays as it is.
 */
export async function writeFormerNames(
  sql: TransactionSql,
  names: readonly FormerName[],
  { replace }: { replace: boolean },
): Promise<{ added: number; changed: number }> {
  const [row] = await sql<{ added: number; changed: number }[]>`
    with written as (
      insert into former_commune_name (commune_id, name, valid_to, coverage, source)
      select commune.id, given.name, coalesce(given."validTo", commune.valid_from), given.coverage, given.source
      from jsonb_to_recordset(${JSON.stringify(names)}::text::jsonb)
        as given ("communeCode" text, name text, "validTo" date, coverage text, source text)
      join commune on commune.code = given."communeCode" and commune.valid_to is null
      on conflict on constraint former_commune_name_pkey
      do update set
        valid_to = excluded.valid_to, coverage = excluded.coverage, source = excluded.source
      where ${replace}::boolean
        and (former_commune_name.valid_to, former_commune_name.coverage, former_commune_name.source)
          is distinct from (excluded.valid_to, excluded.coverage, excluded.source)
      -- A row that was never updated has no deleter.
      returning xmax::text = '0' as is_new
    )
    select
      count(*) filter (where is_new) as added, count(*) filter (where not is_new) as changed
    from written`;
  return row ?? { added: 0, changed: 0 };
}
