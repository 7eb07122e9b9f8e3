import type {
  ConductCase,
  ConductCounts,
  ConductFigure,
  ConductPart,
} from '#server/contract/conduct.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { casesOf, type Span } from './case-queries.ts';

/** Condition on a case that puts it into a part; count and list share it, so that both are of the same cases. */
function isIn(sql: TransactionSql, part: ConductPart) {
  switch (part) {
    case 'late':
      return sql`found.late_days > 0`;
    case 'own':
      return sql`found.own`;
    case 'unseen':
      return sql`found.unseen`;
    case 'ruled':
      return sql`found.ruled`;
    case 'annulled':
      return sql`found.kind = 'annulment'`;
  }
}

/** Counts the cases behind a figure, by commune; communes without any are left out. */
export async function countConduct(
  sql: TransactionSql,
  figure: ConductFigure,
  span: Span,
): Promise<(ConductCounts & { communeId: number })[]> {
  const count = (part: ConductPart) => sql`count(*) filter (where ${isIn(sql, part)})`;
  return sql<(ConductCounts & { communeId: number })[]>`
    select
      found.commune_id,
      count(*) filter (where found.kind <> 'annulment') as cases,
      jsonb_build_object(
        'seen', count(*) filter (where found.kind = 'look' and found.weighed and not found.unseen),
        'stated', count(*) filter (where found.kind = 'look' and found.unseen)
      ) as looks,
      count(*) filter (where found.weighed) as weighed,
      jsonb_build_object(
        'late', ${count('late')}, 'own', ${count('own')}, 'unseen', ${count('unseen')},
        'ruled', ${count('ruled')}, 'annulled', ${count('annulled')}
      ) as parts
    from ${casesOf(sql, figure, span)}
    group by found.commune_id`;
}

/** The cases of one part, latest first. */
export async function listConductCases(
  sql: TransactionSql,
  { figure, part }: { figure: ConductFigure; part: ConductPart },
  span: Span,
  { offset, limit }: { offset: number; limit: number },
): Promise<ConductCase[]> {
  return sql<ConductCase[]>`
    select
      found.kind, found.id, found.act, found.point_id, found.tip_id,
      coalesce(point.code, tip.code) as code,
      coalesce(point.official_name, tip.place_name) as name,
      jsonb_build_object('code', commune.code, 'name', commune.name, 'type', commune.type) as commune,
      found.day, found.late_days, found.own, found.unseen
    from (
      select * from ${casesOf(sql, figure, span)}
      where ${isIn(sql, part)}
      order by found.day desc, found.kind, found.id desc
      offset ${offset} limit ${limit}
    ) found
    join commune on commune.id = found.commune_id
    left join point on point.id = found.point_id
    left join tip on tip.id = found.tip_id
    order by found.day desc, found.kind, found.id desc`;
}

/** The commune in force on a day under a code; null where there is none. */
export async function findCommuneId(
  sql: TransactionSql,
  code: string,
  on: IsoDate,
): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    select id from commune
    where code = ${code} and valid_from <= ${on} and (valid_to is null or valid_to > ${on})`;
  return row?.id ?? null;
}
