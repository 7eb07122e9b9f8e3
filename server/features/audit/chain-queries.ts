import type { AuditFault } from '#server/contract/audit.ts';
import type { TransactionSql } from '#server/db/client.ts';

/** Number of lines that the log had, and the hash that stood for all of them: of the chain, or the root of the tree. */
export type NotedHash = { entries: number; hash: string };

export type ChainVerdict = {
  firstBroken: number | null;
  reason: AuditFault | null;
  /** True where `noted` is the hash of a line of the chain. */
  isNoted: boolean;
};

/**
 * Recomputes the chain of hashes that bound the lines of earlier versions, and compares its end with the remembered one.
 * Reads all of those lines; needs a reach that sees them (the auditor's, or the system's).
 */
export async function verifyChain(
  sql: TransactionSql,
  noted: string | null,
): Promise<ChainVerdict> {
  const [found] = await sql<(ChainVerdict & { entries: number; isWhole: boolean })[]>`
    with link as (
      select
        seq, hash, previous_hash,
        audit_hash(
          seq, at, account_id, role, action, subject_kind, subject_id, detail, previous_hash
        ) as computed,
        row_number() over (order by seq) as place,
        lag(hash, 1, repeat('0', 64)) over (order by seq) as hash_before
      from audit_entry
      where hash is not null
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
      broken.at_seq as first_broken, broken.reason, end_of_chain.entries,
      coalesce(head.seq = entries and head.hash = last_hash, false) as is_whole,
      ${noted}::text is not null and exists (select from link where hash = ${noted}::text) as is_noted
    from (
      select
        count(*) as entries,
        coalesce((array_agg(hash order by seq desc))[1], repeat('0', 64)) as last_hash
      from link
    ) as end_of_chain
    left join broken on true
    left join audit_head as head on true`;
  if (found === undefined) throw new Error('The log gave no answer');
  const { firstBroken, reason, isNoted, entries, isWhole } = found;
  return reason === null && !isWhole
    ? { firstBroken: entries + 1, reason: 'chopped', isNoted }
    : { firstBroken, reason, isNoted };
}

/** Tells for each of some hashes if the chain has it at its line. */
export async function standInChain(
  sql: TransactionSql,
  noted: readonly NotedHash[],
): Promise<boolean[]> {
  const rows = await sql<{ stands: boolean }[]>`
    select exists (
      select from audit_entry where audit_entry.seq = noted.entries and audit_entry.hash = noted.hash
    ) as stands
    from unnest(
      ${noted.map(({ entries }) => entries)}::bigint[], ${noted.map(({ hash }) => hash)}::text[]
    ) with ordinality as noted (entries, hash, number)
    order by noted.number`;
  return rows.map(({ stands }) => stands);
}
