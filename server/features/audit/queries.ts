import type {
  AuditEntry,
  AuditExportEntry,
  AuditFault,
  AuditQuery,
  AuditVerification,
} from '#server/contract/audit.ts';
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
      seq, at, account_id, app_user.username, app_user.name, role, action, subject_kind,
      subject_id, detail, hash
    from audit_entry
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

/** Lines behind `after` up to the line `upTo`, oldest first, at most `limit`. */
export async function listLines(
  sql: TransactionSql,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<AuditExportEntry[]> {
  const rows = await sql<(EntryRow & { previousHash: string })[]>`
    select
      seq, at, account_id, app_user.username, app_user.name, role, action, subject_kind,
      subject_id, detail, hash, previous_hash
    from audit_entry
    left join app_user on app_user.id = audit_entry.account_id
    where seq > ${after} and seq <= ${upTo}
    order by seq
    limit ${limit}`;
  return rows.map(entryOf);
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

/**
 * Recomputes every hash in order and compares the end with the remembered head, so that an altered,
 * removed, inserted, reordered or chopped-off line is found. With `notedHash` (of an earlier
 * verification, kept elsewhere) also a chain that was rewritten as a whole. Reads the whole log;
 * needs a reach that sees it (the auditor's, or the system's).
 */
export async function verifyAudit(
  sql: TransactionSql,
  notedHash: string | null = null,
): Promise<AuditVerification> {
  // One statement, hence one snapshot: lines that are added meanwhile do not look like a fault.
  const [found] = await sql<FoundRow[]>`
    with link as (
      select
        seq, hash, previous_hash,
        audit_hash(
          seq, at, account_id, role, action, subject_kind, subject_id, detail, previous_hash
        ) as computed,
        row_number() over (order by seq) as place,
        lag(hash, 1, repeat('0', 64)) over (order by seq) as hash_before
      from audit_entry
    ), broken as (
      select
        case when seq <> place then place else seq end as at_seq,
        case
          when seq <> place then 'missing'
          when hash <> computed then 'altered'
          else 'out_of_order'
        end as reason
      from link
      where seq <> place or hash <> computed or previous_hash <> hash_before
      order by seq
      limit 1
    )
    select
      broken.at_seq as first_broken, broken.reason, end_of_chain.entries, end_of_chain.last_hash,
      head.seq as head_seq, head.hash as head_hash,
      ${notedHash}::text is null or ${notedHash}::text = repeat('0', 64)
        or exists (select from audit_entry where hash = ${notedHash}::text) as noted_hash_stands
    from (
      select
        count(*) as entries,
        coalesce((array_agg(hash order by seq desc))[1], repeat('0', 64)) as last_hash
      from link
    ) as end_of_chain
    left join broken on true
    left join audit_head as head on true`;
  if (found === undefined) throw new Error('The log gave no answer');
  return judge(found);
}

type FoundRow = {
  firstBroken: number | null;
  reason: AuditFault | null;
  entries: number;
  lastHash: string;
  headSeq: number | null;
  headHash: string | null;
  notedHashStands: boolean;
};

function judge(found: FoundRow): AuditVerification {
  const { entries, lastHash } = found;
  if (found.reason !== null) {
    return { ok: false, firstBroken: found.firstBroken, reason: found.reason };
  }
  if (found.headSeq !== entries || found.headHash !== lastHash) {
    return { ok: false, firstBroken: entries + 1, reason: 'chopped' };
  }
  if (!found.notedHashStands) return { ok: false, firstBroken: null, reason: 'noted_hash_gone' };
  return { ok: true, entries, head: lastHash };
}

/** Number of lines that the log had, and the hash of the last of them. */
export type NotedHash = { entries: number; hash: string };

/** The end of the log; null while it is empty. */
export async function readHead(sql: TransactionSql): Promise<NotedHash | null> {
  const [head] = await sql<NotedHash[]>`
    select seq as entries, hash from audit_head where seq > 0`;
  return head ?? null;
}

/** The place, from 0, of the first of some hashes that the log does not have at its line; null when it has all. */
export async function findMissingHash(
  sql: TransactionSql,
  noted: readonly NotedHash[],
): Promise<number | null> {
  const [missing] = await sql<{ place: number }[]>`
    select (noted.number - 1)::integer as place
    from unnest(
      ${noted.map(({ entries }) => entries)}::bigint[], ${noted.map(({ hash }) => hash)}::text[]
    ) with ordinality as noted (entries, hash, number)
    where not exists (
      select from audit_entry where audit_entry.seq = noted.entries and audit_entry.hash = noted.hash
    )
    order by noted.number
    limit 1`;
  return missing?.place ?? null;
}
