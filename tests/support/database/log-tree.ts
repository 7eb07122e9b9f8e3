import { createLogKeys, type LogKeys } from '#server/audit-tree/log-keys.ts';
import { EMPTY_ROOT } from '#server/audit-tree/merkle.ts';
import { sequenceLog, type SequencerDeps } from '#server/audit-tree/sequence.ts';
import type { Clock } from '#server/clock.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';

const TABLES = ['audit_entry', 'audit_head', 'audit_leaf', 'audit_node', 'audit_waiting'];

/** Changes tables of the log as only their owner can. */
export async function tamperWithLog(
  database: Database,
  work: (sql: TransactionSql) => Promise<unknown>,
): Promise<void> {
  await asSystem(database, async (sql) => {
    for (const table of TABLES) await sql`alter table ${sql(table)} disable trigger user`;
    await work(sql);
    for (const table of TABLES) await sql`alter table ${sql(table)} enable trigger user`;
  });
}

/** Empties the log as if nothing had ever happened; its numbers begin anew. */
export async function emptyLog(database: Database): Promise<void> {
  await tamperWithLog(database, async (sql) => {
    await emptyTree(sql);
    await sql`delete from audit_entry`;
    await sql`update audit_head set seq = 0, hash = repeat('0', 64)`;
    await sql`select setval('audit_entry_seq', 1, false)`;
  });
}

/**
 * Rewrites the log as a program can that holds the keys: changes lines, takes all places away, and gives and signs them
 * anew. The log is then whole.
 */
export async function rewriteLog(
  deps: SequencerDeps,
  change: (sql: TransactionSql) => Promise<unknown>,
): Promise<void> {
  await tamperWithLog(deps.database, async (sql) => {
    await change(sql);
    await emptyTree(sql);
    await sql`insert into audit_waiting select seq from audit_entry`;
  });
  await sequenceLog(deps);
}

/** Takes the places of all lines away. */
async function emptyTree(sql: TransactionSql): Promise<void> {
  await sql`delete from audit_waiting`;
  await sql`delete from audit_leaf`;
  await sql`delete from audit_node`;
  await sql`update audit_tree set size = 0, root = ${EMPTY_ROOT}, signed_at = null, signed = null`;
}

/** Keys of the log of a database without a program around it. */
export function testLogKeys(database: Database, clock: Clock): LogKeys {
  const authentication = {
    seal: async (text: string) => text,
    unseal: async (text: string) => text,
  };
  return createLogKeys({ database, authentication, clock });
}
