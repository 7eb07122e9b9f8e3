import type { JWK } from 'jose';

import type { LogHead } from '#server/contract/log-head.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';

import type { LineContent } from './leaf.ts';
import type { NodePlace, TreeNode } from './merkle.ts';
import type { PlacedLine } from './walk-tree.ts';

export type LineRow = LineContent & { seq: number };
export type TreeState = { size: number; root: string; isSigned: boolean };

/** An instant as it is hashed and signed, in whatever style of dates the reader has. */
function instant(sql: TransactionSql, column = 'at') {
  return sql`to_char(${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/**
 * Takes the one row that lets a sequencer work, until the end of the transaction.
 * @param patient waits for another sequencer; else null is given at once while one is at work
 */
export async function takeTree(sql: TransactionSql, patient: boolean): Promise<TreeState | null> {
  const [tree] = await sql<TreeState[]>`
    select size, root, signed is not null as is_signed from audit_tree for update ${patient ? sql`` : sql`skip locked`}`;
  return tree ?? null;
}

/** Gives lines that have no place yet, by their numbers. */
export async function listWaiting(sql: TransactionSql, limit: number): Promise<LineRow[]> {
  return sql<LineRow[]>`
    select seq, id, hash, ${instant(sql)} as at, account_id, role, action, subject_kind, subject_id, detail
    from audit_waiting
    join audit_entry using (seq)
    order by seq
    limit ${limit}`;
}

/** Writes the places of lines, the nodes above them and the signed head. */
export async function growTree(
  sql: TransactionSql,
  {
    leaves,
    nodes,
    head,
  }: {
    leaves: readonly { place: number; seq: number; hash: string }[];
    nodes: readonly TreeNode[];
    head: LogHead;
  },
): Promise<void> {
  await Promise.all([
    sql`
      insert into audit_leaf (place, seq, hash)
      select place, seq, hash
      from jsonb_to_recordset(${sql.json(leaves as never)}::jsonb)
        as leaf (place bigint, seq bigint, hash text)`,
    sql`
      insert into audit_node (level, number, hash)
      select level, number, hash
      from jsonb_to_recordset(${sql.json(nodes as never)}::jsonb)
        as node (level integer, number bigint, hash text)`,
    sql`delete from audit_waiting where seq = any (${leaves.map(({ seq }) => seq)}::bigint[])`,
    sql`
      update audit_tree
      set size = ${head.size}, root = ${head.root}, signed_at = ${head.at}, signed = ${head.signed}`,
  ]);
}

/** Reads the signed head; null until there is one. */
export async function readHead(sql: TransactionSql): Promise<LogHead | null> {
  const [head] = await sql<LogHead[]>`
    select size, root, ${instant(sql, 'signed_at')} as at, signed
    from audit_tree where signed is not null`;
  return head ?? null;
}

/** Reads nodes of the tree, in any order; one that is missing is left out. */
export async function readNodes(
  sql: TransactionSql,
  places: readonly NodePlace[],
): Promise<TreeNode[]> {
  return sql<TreeNode[]>`
    select asked.level, asked.number, coalesce(audit_leaf.hash, audit_node.hash) as hash
    from unnest(
      ${places.map(({ level }) => level)}::integer[], ${places.map((one) => one.number)}::bigint[]
    ) as asked (level, number)
    left join audit_leaf on asked.level = 0 and audit_leaf.place = asked.number + 1
    left join audit_node on audit_node.level = asked.level and audit_node.number = asked.number
    where coalesce(audit_leaf.hash, audit_node.hash) is not null`;
}

/** Finds the place, from 1, of a leaf; null where the tree does not hold it. */
export async function findLeaf(sql: TransactionSql, leaf: string): Promise<number | null> {
  const [found] = await sql<{ place: number }[]>`
    select place from audit_leaf where hash = ${leaf} order by place limit 1`;
  return found?.place ?? null;
}

/** Reads a line by its id. */
export async function readLine(sql: TransactionSql, id: string): Promise<LineContent | null> {
  const [line] = await sql<LineContent[]>`
    select id, hash, ${instant(sql)} as at, account_id, role, action, subject_kind, subject_id, detail
    from audit_entry where id = ${id}`;
  return line ?? null;
}

/** Lists leaves behind a place with their lines, in order. */
export async function listPlaced(
  sql: TransactionSql,
  { after, limit }: { after: number; limit: number },
): Promise<PlacedLine[]> {
  const rows = await sql<(LineContent & { place: number; leaf: string; found: boolean })[]>`
    select
      place, audit_leaf.hash as leaf, audit_entry.seq is not null as found, id, audit_entry.hash,
      ${instant(sql)} as at, account_id, role, action, subject_kind, subject_id, detail
    from audit_leaf
    left join audit_entry using (seq)
    where place > ${after}
    order by place
    limit ${limit}`;
  return rows.map(({ place, leaf, found, ...line }) => ({
    place,
    leaf,
    line: found ? line : null,
  }));
}

/** Counts lines without a place: those that wait for one, and those that somebody has kept from it. */
export async function countUnplaced(
  sql: TransactionSql,
): Promise<{ waiting: number; lost: number }> {
  const [row] = await sql<{ waiting: number; lost: number }[]>`
    select
      count(*) filter (where audit_waiting.seq is not null) as waiting,
      count(*) filter (where audit_waiting.seq is null) as lost
    from audit_entry
    left join audit_waiting using (seq)
    where not exists (select from audit_leaf where audit_leaf.seq = audit_entry.seq)`;
  return row ?? { waiting: 0, lost: 0 };
}

/** A key that signs heads and receipts; `sealed` is its encrypted private half. */
export type PublicKey = { kid: string; publicKey: JWK; since: IsoInstant };
export type KeptKey = PublicKey & { sealed: string };

/** Lists the public halves of all keys, the latest last. */
export async function listPublicKeys(sql: TransactionSql): Promise<PublicKey[]> {
  return sql<
    PublicKey[]
  >`select kid, public_key, ${instant(sql, 'since')} as since from log_key order by log_key.since, kid`;
}

/** Lists all keys, the latest last. */
export async function listKeys(sql: TransactionSql): Promise<KeptKey[]> {
  return sql<KeptKey[]>`select kid, public_key, sealed, since from log_key order by since, kid`;
}

/**
 * Keeps a new key, unless another process has kept one since `known` of them were read; the table is locked for that.
 */
export async function keepKey(sql: TransactionSql, key: KeptKey, known: number): Promise<void> {
  await sql`lock table log_key in share row exclusive mode`;
  await sql`
    insert into log_key (kid, public_key, sealed, since)
    select ${key.kid}, ${sql.json(key.publicKey as never)}, ${key.sealed}, ${key.since}
    where (select count(*) from log_key) = ${known}`;
}
