import type { AuditEntry, AuditExportEntry, AuditQuery } from '#server/contract/audit.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

type EntryRow = Omit<AuditEntry, 'account'> & {
  accountId: string | null;
  username: string | null;
  name: string | null;
};

/** A page of the log, latest first, and how many lines answer the filter in all. */
export async function listAudit(
  sql: TransactionSql,
  query: AuditQuery,
): Promise<{ items: AuditEntry[]; next: string | null; total: number }> {
  const matching = matchingEntries(sql, query);
  const before = query.cursor === undefined ? sql`` : sql`and seq < ${query.cursor}::bigint`;
  const rows = await sql<EntryRow[]>`
    select
      seq, audit_entry.id, place, at, account_id, app_user.username, app_user.name, role, action,
      subject_kind, subject_id, detail, coalesce(audit_entry.hash, audit_leaf.hash) as hash
    from audit_entry
    left join audit_leaf using (seq)
    left join app_user on app_user.id = audit_entry.account_id
    where ${matching} ${before}
    order by seq desc
    limit ${query.limit + 1}`;
  const [count] = await sql<{ total: number }[]>`
    select count(*) as total from audit_entry where ${matching}`;
  const items = rows.slice(0, query.limit).map(entryOf);
  const next = rows.length > query.limit ? String(items.at(-1)?.seq ?? '') : null;
  return { items, next, total: count?.total ?? 0 };
}

function matchingEntries(sql: TransactionSql, query: AuditQuery) {
  const { action = null, subjectKind = null, subjectId = null, accountId = null } = query;
  return sql`
    (${action}::text is null or action = ${action})
    and (${subjectKind}::text is null or subject_kind = ${subjectKind})
    and (${subjectId}::text is null or subject_id = ${subjectId})
    and (${accountId}::text is null or account_id = ${accountId})`;
}

/** Lines behind the place `after` up to the place `upTo`, oldest first, at most `limit`. */
export async function listLines(
  sql: TransactionSql,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<AuditExportEntry[]> {
  const rows = await sql<
    (EntryRow & { place: number; hash: string; previousHash: string | null })[]
  >`
    select
      seq, audit_entry.id, place, at, account_id, app_user.username, app_user.name, role, action,
      subject_kind, subject_id, detail, coalesce(audit_entry.hash, audit_leaf.hash) as hash,
      previous_hash
    from audit_leaf
    join audit_entry using (seq)
    left join app_user on app_user.id = audit_entry.account_id
    where place > ${after} and place <= ${upTo}
    order by place
    limit ${limit}`;
  return rows.map((row) => ({ ...entryOf(row), accountId: row.accountId }));
}

/** The place of a line by its number; null while it has none. */
export async function placeOf(sql: TransactionSql, seq: number): Promise<number | null> {
  const [row] = await sql<{ place: number }[]>`select place from audit_leaf where seq = ${seq}`;
  return row?.place ?? null;
}

function entryOf<Row extends EntryRow>({
  accountId,
  username,
  name,
  ...entry
}: Row): Omit<Row, 'accountId' | 'username' | 'name'> & Pick<AuditEntry, 'account'> {
  const known = accountId !== null && username !== null && name !== null;
  return { ...entry, account: known ? { id: accountId, username, name } : null };
}

/** Number of facts of a kind that were written by a transaction without a line in the log. */
export type Unlogged = {
  kind: 'event' | 'tip_event' | 'role_assignment' | 'setting';
  facts: number;
};

/**
 * Counts events, steps of tips, assignments of roles and settings that no line of the log tells of: those whose
 * transaction has added none. Facts of versions that did not note their transaction are left out, and so are the
 * settings that a start of the program adds.
 */
export async function countUnlogged(
  sql: TransactionSql,
  installed: readonly { key: string; validFrom: IsoDate }[],
): Promise<Unlogged[]> {
  return sql<Unlogged[]>`
    select kind, count(*) as facts
    from (
      select 'event' as kind, written_in from event
      union all select 'tip_event', written_in from tip_event
      union all select 'role_assignment', written_in from role_assignment
      union all
      select 'setting', written_in
      from setting
      where set_by is not null or (key, valid_from) not in (
        select key, valid_from
        from unnest(
          ${installed.map(({ key }) => key)}::text[],
          ${installed.map(({ validFrom }) => validFrom)}::date[]
        ) as installed (key, valid_from)
      )
    ) as fact
    where written_in is not null
      and not exists (
        select from audit_entry where audit_entry.written_in = fact.written_in
      )
    group by kind
    order by kind`;
}

/** Tells if the register is the demonstration, whose story a program has told. */
export async function isDemonstration(sql: TransactionSql): Promise<boolean> {
  const [row] = await sql<{ demo: boolean }[]>`
    select exists (select from setting where key = 'demo' and value = 'true'::jsonb) as demo`;
  return row?.demo ?? false;
}
