import type { TransactionSql } from '#server/db/client.ts';

/** Places where the database keeps what the server's secret has encrypted. */
export const SEALED = [
  'factor key',
  'backup codes',
  'webhook',
  'webhook before',
  'push key',
] as const;
export type SealedKind = (typeof SEALED)[number];
/** One encrypted text and the id of its row. */
export type SealedText = { kind: SealedKind; id: string; text: string };

/** Lists everything that the server's secret has encrypted. */
export async function listSealed(sql: TransactionSql): Promise<SealedText[]> {
  return sql<SealedText[]>`
    select 'factor key' as kind, id, secret as text from app_two_factor
    union all select 'backup codes', id, backup_codes from app_two_factor
    union all select 'webhook', id::text, secret from webhook_receiver
    union all select 'webhook before', id::text, previous_secret from webhook_receiver
      where previous_secret is not null
    union all select 'push key', 'one', private_key from push_server_key`;
}

/** Replaces an encrypted text, where it is still the one that was read. */
export async function saveSealed(
  sql: TransactionSql,
  { kind, id, text: before }: SealedText,
  text: string,
): Promise<void> {
  if (kind === 'factor key') {
    await sql`update app_two_factor set secret = ${text} where id = ${id} and secret = ${before}`;
  } else if (kind === 'backup codes') {
    await sql`
      update app_two_factor set backup_codes = ${text}
      where id = ${id} and backup_codes = ${before}`;
  } else if (kind === 'webhook') {
    await sql`update webhook_receiver set secret = ${text} where id = ${id}::integer and secret = ${before}`;
  } else if (kind === 'webhook before') {
    await sql`
      update webhook_receiver set previous_secret = ${text}
      where id = ${id}::integer and previous_secret = ${before}`;
  } else {
    await sql`update push_server_key set private_key = ${text} where private_key = ${before}`;
  }
}
