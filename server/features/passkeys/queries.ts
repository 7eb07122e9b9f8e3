import type { Passkey } from '#server/contract/passkey.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** A passkey as a signature is judged by it. */
export type KnownPasskey = {
  id: number;
  accountId: string;
  credentialId: string;
  publicKey: string;
  copied: boolean;
};

/** Credential of an account as options for the browser name it. */
export type CredentialName = { credentialId: string; transports: string[] };

/** Lists the passkeys of an account, oldest first. */
export async function listPasskeys(sql: TransactionSql, accountId: string): Promise<Passkey[]> {
  return sql<Passkey[]>`
    select id, name, backed_up, created_at, last_used_at, copied_at
    from passkey
    where account_id = ${accountId}
    order by id`;
}

/** Lists the credentials with which an account can sign now. */
export async function listCredentials(
  sql: TransactionSql,
  accountId: string,
): Promise<CredentialName[]> {
  return sql<CredentialName[]>`
    select credential_id, transports from passkey
    where account_id = ${accountId} and copied_at is null
    order by last_used_at desc nulls last, id`;
}

/** Finds a passkey by the id that its device gave it. */
export async function findPasskey(
  sql: TransactionSql,
  credentialId: string,
): Promise<KnownPasskey | null> {
  const [row] = await sql<KnownPasskey[]>`
    select id, account_id, credential_id, public_key, copied_at is not null as copied
    from passkey
    where credential_id = ${credentialId}`;
  return row ?? null;
}

/** Counts the passkeys of an account, and lets nobody add one at the same time. */
export async function lockAndCountPasskeys(
  sql: TransactionSql,
  accountId: string,
): Promise<number> {
  await sql`select from app_user where id = ${accountId} for no key update`;
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from passkey where account_id = ${accountId}`;
  return row?.count ?? 0;
}

export async function insertPasskey(
  sql: TransactionSql,
  made: {
    accountId: string;
    name: string;
    credentialId: string;
    publicKey: string;
    counter: number;
    transports: readonly string[];
    backedUp: boolean;
    createdAt: IsoInstant;
  },
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into passkey (
      account_id, name, credential_id, public_key, counter, transports, backed_up, created_at
    ) values (
      ${made.accountId}, ${made.name}, ${made.credentialId}, ${made.publicKey}, ${made.counter},
      ${[...made.transports]}::text[], ${made.backedUp}, ${made.createdAt}
    )
    returning id`;
  if (row === undefined) throw new Error('The passkey was not inserted');
  return row.id;
}

/** Removes a passkey; gives back its name, null where the account has no such one. */
export async function deletePasskey(
  sql: TransactionSql,
  accountId: string,
  passkeyId: number,
): Promise<string | null> {
  const [row] = await sql<{ name: string }[]>`
    delete from passkey where id = ${passkeyId} and account_id = ${accountId}
    returning name`;
  return row?.name ?? null;
}

/** Reads the counter of a passkey that is not blocked, and keeps it until the transaction ends; null without one. */
export async function lockCounter(sql: TransactionSql, passkeyId: number): Promise<number | null> {
  const [row] = await sql<{ counter: string }[]>`
    select counter::text as counter from passkey
    where id = ${passkeyId} and copied_at is null
    for update`;
  return row === undefined ? null : Number(row.counter);
}

export async function noteUse(
  sql: TransactionSql,
  used: { passkeyId: number; counter: number; backedUp: boolean; at: IsoInstant },
): Promise<void> {
  await sql`
    update passkey
    set counter = ${used.counter}, backed_up = ${used.backedUp}, last_used_at = ${used.at}
    where id = ${used.passkeyId}`;
}

/** Blocks a passkey whose counter went back. */
export async function noteCopy(
  sql: TransactionSql,
  passkeyId: number,
  at: IsoInstant,
): Promise<void> {
  await sql`update passkey set copied_at = coalesce(copied_at, ${at}) where id = ${passkeyId}`;
}
