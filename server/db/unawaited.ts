import type postgres from 'postgres';

import type { TransactionSql } from './client.ts';

/** Parts of a transaction or savepoint that go on beside its work. */
const PARTS = new WeakMap<TransactionSql, Promise<unknown>[]>();

/**
 * Sends a write for whose answer nobody waits, in the order in which it is written down. Where it fails, so does all that
 * comes after it in the transaction, with its error.
 */
export function send(write: postgres.PendingQuery<postgres.Row[]>): void {
  Promise.resolve(write).catch(() => undefined);
}

/**
 * Lets a part of a transaction's work go on beside the rest, so that what both ask for takes one way to the database. The
 * transaction ends when it is done, and fails where it fails.
 */
export function meanwhile(sql: TransactionSql, part: Promise<unknown>): void {
  part.catch(() => undefined);
  PARTS.get(sql)?.push(part);
}

/** Makes room for the parts of a transaction or savepoint. */
export function takeParts(sql: TransactionSql): void {
  PARTS.set(sql, []);
}

/** Waits for all that goes on {@link meanwhile}, and until what was asked for has been sent. */
export async function allParts(sql: TransactionSql): Promise<void> {
  // One part may let another go on.
  for (const part of PARTS.get(sql) ?? []) await part;
  await new Promise<void>((resolve) => process.nextTick(resolve));
}
