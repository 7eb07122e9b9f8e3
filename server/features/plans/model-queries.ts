import type { CommuneType } from '#server/contract/commune.ts';
import type { PreventionContent } from '#server/contract/prevention-model.ts';
import type { IsoDate, IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** In how many communes at least one content of the prevention model runs on a day, and of how many. */
export async function readModelShare(
  sql: TransactionSql,
  on: IsoDate,
  communeIds: readonly number[] | null,
): Promise<{ running: number; communes: number }> {
  const [row] = await sql<{ running: number; communes: number }[]>`
    select
      count(*)::integer as communes,
      count(*) filter (
        where exists (
          select from (${latestContents(sql, on)}) latest
          where latest.commune_id = commune.id and latest.runs
        )
      )::integer as running
    from commune
    where ${inForce(sql, on, communeIds)}`;
  return row ?? { running: 0, communes: 0 };
}

export type ModelRow = {
  id: number;
  code: string;
  name: string;
  type: CommuneType;
  contents: PreventionContent[];
};

/** Lists the known state of the seven contents on a day, by commune. */
export async function listModel(
  sql: TransactionSql,
  on: IsoDate,
  communeIds: readonly number[] | null,
): Promise<ModelRow[]> {
  return sql<ModelRow[]>`
    select
      commune.id, commune.code, commune.name, commune.type,
      (
        select coalesce(
          jsonb_agg(
            jsonb_build_object(
              'content', latest.content, 'runs', latest.runs, 'effectiveOn', latest.effective_on,
              'documentNumber', latest.document_number, 'businesses', latest.businesses,
              'writtenAt', to_char(
                latest.written_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
              )
            )
            order by latest.content
          ),
          '[]'
        )
        from (${latestContents(sql, on)}) latest
        where latest.commune_id = commune.id
      ) as contents
    from commune
    where ${inForce(sql, on, communeIds)}
    order by commune.code`;
}

export async function insertContent(
  sql: TransactionSql,
  given: {
    communeId: number;
    content: number;
    runs: boolean;
    effectiveOn: IsoDate;
    documentNumber: string;
    businesses: number | null;
    writtenBy: string;
    writtenAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into prevention_content (
      commune_id, content, runs, effective_on, document_number, businesses, written_by, written_at
    ) values (
      ${given.communeId}, ${given.content}, ${given.runs}, ${given.effectiveOn},
      ${given.documentNumber}, ${given.businesses}, ${given.writtenBy}, ${given.writtenAt}
    )`;
}

function latestContents(sql: TransactionSql, on: IsoDate) {
  return sql`
    select distinct on (prevention_content.commune_id, prevention_content.content)
      prevention_content.commune_id, prevention_content.content, prevention_content.runs,
      prevention_content.effective_on, prevention_content.document_number,
      prevention_content.businesses, prevention_content.written_at
    from prevention_content
    where prevention_content.effective_on <= ${on}
    order by
      prevention_content.commune_id, prevention_content.content,
      prevention_content.effective_on desc, prevention_content.id desc`;
}

function inForce(sql: TransactionSql, on: IsoDate, communeIds: readonly number[] | null) {
  return sql`
    commune.valid_from <= ${on} and (commune.valid_to is null or commune.valid_to > ${on})
    and (${communeIds === null} or commune.id = any (${[...(communeIds ?? [])]}::integer[]))`;
}
