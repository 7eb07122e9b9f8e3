import type { NewEntry } from '#server/addresses/read-gazetteer.ts';
import type { Gazetteer, GazetteerReport } from '#server/contract/gazetteer.ts';
import type { ImportedFile } from '#server/contract/imported-file.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

export type NewGazetteer = ImportedFile & {
  format: Gazetteer['format'];
  errorMetres: number;
  report: GazetteerReport;
  importedBy: string | null;
  importedAt: IsoInstant;
};

export async function insertGazetteer(sql: TransactionSql, given: NewGazetteer): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into gazetteer (
      source, source_date, licence, file_name, file_hash, format, error_metres, report,
      imported_by, imported_at
    ) values (
      ${given.source}, ${given.sourceDate}, ${given.licence}, ${given.fileName},
      ${given.fileHash}, ${given.format}, ${given.errorMetres},
      ${JSON.stringify(given.report)}::text::jsonb, ${given.importedBy}, ${given.importedAt}
    )
    returning id`;
  if (row === undefined) throw new Error('an inserted gazetteer returned no id');
  return row.id;
}

/** Positions longitude first; a single one is a spot, more are a line. */
export async function insertEntries(
  sql: TransactionSql,
  gazetteerId: number,
  entries: readonly NewEntry[],
): Promise<void> {
  const rows = entries.map(({ line, ...words }) => ({
    ...words,
    geometry:
      line.length === 1
        ? { type: 'Point', coordinates: line[0] }
        : { type: 'LineString', coordinates: line },
  }));
  await sql`
    insert into gazetteer_entry (
      gazetteer_id, name, street, house_number, alleys, locality, error_metres, geom
    )
    select
      ${gazetteerId}::integer, given.name, given.street, given."houseNumber", given.alleys,
      given.locality, given."errorMetres", st_setsrid(st_geomfromgeojson(given.geometry), 4326)
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given (
      name text, street text, "houseNumber" text, alleys text, locality text,
      "errorMetres" real, geometry jsonb
    )`;
}

/** Puts a gazetteer aside, or takes it back; false when it is so already or there is none. */
export async function setWithdrawn(
  sql: TransactionSql,
  id: number,
  withdrawal: { by: string | null; at: IsoInstant } | null,
): Promise<boolean> {
  const rows = await sql`
    update gazetteer
    set withdrawn_at = ${withdrawal?.at ?? null}, withdrawn_by = ${withdrawal?.by ?? null}
    where id = ${id} and (withdrawn_at is null) = ${withdrawal !== null}
    returning id`;
  return rows.length > 0;
}

/** The gazetteer that was taken in last and is in force; null without one. */
export async function latestGazetteer(sql: TransactionSql): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    select id from gazetteer where withdrawn_at is null order by id desc limit 1`;
  return row?.id ?? null;
}

/**
 * Fills the addresses of the next points that miss one, in the order of their ids, as the gazetteers name them. What a
 * person wrote is never touched. Gives the last id that was looked at and how many were filled; null at the end.
 */
export async function fillAddresses(
  sql: TransactionSql,
  after: number,
  most: number,
): Promise<{ last: number; filled: number } | null> {
  const [row] = await sql<{ last: number | null; filled: number }[]>`
    with missing as materialized (
      select id, address_near(anchor, kind = 'business') as address
      from point
      where address is null and id > ${after}
      order by id
      limit ${most}
    ),
    filled as (
      update point
      set address = missing.address, address_from = 'gazetteer'
      from missing
      where point.id = missing.id and missing.address is not null and point.address is null
      returning point.id
    )
    select
      (select max(id) from missing) as last, (select count(*) from filled)::integer as filled`;
  return row === undefined || row.last === null ? null : { last: row.last, filled: row.filled };
}
