import type { OpenLink } from '#server/contract/access-link.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** A link with what decides if a second administrator must confirm it. */
export type StoredLink = Omit<OpenLink, 'issuedBy' | 'awaitsConfirmation'> & {
  id: string;
  accountId: string;
  issuerId: string;
  issuerName: string;
  codeHash: string | null;
  mailed: boolean;
  /** True while the account has one. */
  secondFactor: boolean;
  demo: boolean;
};

/** Lists the open links, or that of one account, or the one with a token. */
export async function listOpenLinks(
  sql: TransactionSql,
  now: IsoInstant,
  { accountId = null, tokenHash = null }: { accountId?: string | null; tokenHash?: string | null },
): Promise<StoredLink[]> {
  return sql<StoredLink[]>`
    select
      access_link.id, access_link.account_id, access_link.issued_by as issuer_id,
      issuer.name as issuer_name, access_link.issued_at, access_link.expires_at,
      access_link.removes_second_factor, access_link.mailed, access_link.code_hash,
      owner.two_factor_enabled as second_factor,
      exists (select from setting where key = 'demo' and value = 'true'::jsonb) as demo
    from access_link
    join app_user as owner on owner.id = access_link.account_id
    join app_user as issuer on issuer.id = access_link.issued_by
    where access_link.used_at is null and access_link.withdrawn_at is null
      and access_link.expires_at > ${now} and owner.disabled_at is null
      and (${accountId}::text is null or access_link.account_id = ${accountId})
      and (${tokenHash}::text is null or access_link.token_hash = ${tokenHash})
    order by access_link.account_id`;
}

export async function insertLink(
  sql: TransactionSql,
  link: {
    id: string;
    accountId: string;
    tokenHash: string;
    removesSecondFactor: boolean;
    mailed: boolean;
    issuedBy: string;
    issuedAt: IsoInstant;
    expiresAt: IsoInstant;
  },
): Promise<void> {
  await sql`
    insert into access_link (
      id, account_id, token_hash, removes_second_factor, mailed, issued_by, issued_at, expires_at
    ) values (
      ${link.id}, ${link.accountId}, ${link.tokenHash}, ${link.removesSecondFactor},
      ${link.mailed}, ${link.issuedBy}, ${link.issuedAt}, ${link.expiresAt}
    )`;
}

/** Ends the account's link, open or run out; false when there was none. */
export async function withdrawLink(
  sql: TransactionSql,
  accountId: string,
  now: IsoInstant,
): Promise<boolean> {
  const rows = await sql`
    update access_link set withdrawn_at = ${now}
    where account_id = ${accountId} and used_at is null and withdrawn_at is null
    returning id`;
  return rows.length === 1;
}

export async function confirmLink(
  sql: TransactionSql,
  confirmed: { id: string; by: string; codeHash: string; now: IsoInstant },
): Promise<void> {
  await sql`
    update access_link
    set
      confirmed_by = ${confirmed.by}, confirmed_at = ${confirmed.now},
      code_hash = ${confirmed.codeHash}
    where id = ${confirmed.id}`;
}

/** Marks a link as used; false when somebody was faster. */
export async function spendLink(
  sql: TransactionSql,
  id: string,
  now: IsoInstant,
): Promise<boolean> {
  const rows = await sql`
    update access_link set used_at = ${now}
    where id = ${id} and used_at is null and withdrawn_at is null
    returning id`;
  return rows.length === 1;
}

/** Finds the address that a person chose for mail to themselves; null without one. */
export async function findOwnAddress(
  sql: TransactionSql,
  accountId: string,
): Promise<string | null> {
  const [row] = await sql<{ address: string | null }[]>`
    select address from reminder_preference where account_id = ${accountId}`;
  return row?.address ?? null;
}
