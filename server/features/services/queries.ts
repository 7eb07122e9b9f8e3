import type {
  AddSupportService,
  SupportService,
  SupportServiceKind,
} from '#server/contract/support-service.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

function serviceColumns(sql: TransactionSql) {
  return sql`
    id, version, kind, name, offers, area, address, telephone, website, hours, source,
    confirmed_on, invented`;
}

/** The directory by kind and name; `words` are folded, and each must stand in an entry. */
export async function listServices(
  sql: TransactionSql,
  wanted: { words: readonly string[]; kind: SupportServiceKind | null },
): Promise<SupportService[]> {
  return sql<SupportService[]>`
    select ${serviceColumns(sql)}
    from support_service
    where withdrawn_at is null and (${wanted.kind}::text is null or kind = ${wanted.kind})
      and not exists (
        select from unnest(${[...wanted.words]}::text[]) as word (text)
        where position(word.text in folded_words) = 0
      )
    order by kind, folded_words, id`;
}

export async function lockService(sql: TransactionSql, id: number): Promise<SupportService | null> {
  const [row] = await sql<SupportService[]>`
    select ${serviceColumns(sql)} from support_service
    where id = ${id} and withdrawn_at is null
    for update`;
  return row ?? null;
}

type Written = AddSupportService & { writtenBy: string; writtenAt: IsoInstant };

export async function insertService(sql: TransactionSql, entry: Written): Promise<SupportService> {
  const [row] = await sql<SupportService[]>`
    insert into support_service (
      kind, name, offers, area, address, telephone, website, hours, source, confirmed_on,
      written_by, written_at
    ) values (
      ${entry.kind}, ${entry.name}, ${entry.offers}, ${entry.area}, ${entry.address},
      ${entry.telephone}, ${entry.website}, ${entry.hours}, ${entry.source}, ${entry.confirmedOn},
      ${entry.writtenBy}, ${entry.writtenAt}
    )
    returning ${serviceColumns(sql)}`;
  if (row === undefined) throw new Error('the directory gave back no entry');
  return row;
}

/** Overwrites an entry; one that was made up is not any longer once somebody has written it. */
export async function updateService(
  sql: TransactionSql,
  id: number,
  entry: Written,
): Promise<SupportService> {
  const [row] = await sql<SupportService[]>`
    update support_service
    set
      kind = ${entry.kind}, name = ${entry.name}, offers = ${entry.offers}, area = ${entry.area},
      address = ${entry.address}, telephone = ${entry.telephone}, website = ${entry.website},
      hours = ${entry.hours}, source = ${entry.source}, confirmed_on = ${entry.confirmedOn},
      invented = false, version = version + 1,
      written_by = ${entry.writtenBy}, written_at = ${entry.writtenAt}
    where id = ${id}
    returning ${serviceColumns(sql)}`;
  if (row === undefined) throw new Error('the directory lost an entry that was locked');
  return row;
}

export async function withdrawEntry(
  sql: TransactionSql,
  id: number,
  by: { writtenBy: string; writtenAt: IsoInstant },
): Promise<void> {
  await sql`
    update support_service
    set
      withdrawn_at = ${by.writtenAt}, version = version + 1, written_by = ${by.writtenBy},
      written_at = ${by.writtenAt}
    where id = ${id}`;
}

export type ReferenceService = AddSupportService & { key: string };

/** Entries that come with the program are only ever added; what is there belongs to whoever keeps it. */
export async function addReferenceServices(
  sql: TransactionSql,
  entries: readonly ReferenceService[],
  given: { invented: boolean; writtenAt: IsoInstant },
): Promise<void> {
  await sql`
    insert into support_service (
      reference_key, kind, name, offers, area, address, telephone, website, hours, source,
      confirmed_on, invented, written_at
    )
    select
      given.key, given.kind, given.name, given.offers, given.area, given.address, given.telephone,
      given.website, given.hours, given.source, given."confirmedOn", ${given.invented}::boolean,
      ${given.writtenAt}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(entries)}::text::jsonb) as given (
      key text, kind text, name text, offers text, area text, address text, telephone text,
      website text, hours text, source text, "confirmedOn" date
    )
    on conflict on constraint support_service_reference_key_unique do nothing`;
}
