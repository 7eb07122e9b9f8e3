import { AsyncLocalStorage } from 'node:async_hooks';

import { AppError } from '#server/contract/problem.ts';

import type { Database, TransactionSql } from './client.ts';
import { addResult, type KeyedRequest, lockRecord } from './keyed-write-queries.ts';
import { type ActorContext, asActor, asSystem } from './transaction.ts';

/** A request under an Idempotency-Key while it runs. */
export type KeyedWrite = KeyedRequest & {
  /** What its writing transactions gave, of an earlier attempt too. */
  results: unknown[];
  /** How many of them this attempt has passed. */
  passed: number;
};

const current = new AsyncLocalStorage<KeyedWrite>();

/** Runs `work` as the request of that key: its writing transactions then happen once, see {@link writeAsActor}. */
export async function underKey<T>(write: KeyedWrite, work: () => Promise<T>): Promise<T> {
  return current.run(write, work);
}

/**
 * One writing transaction in the name of a person. Under an Idempotency-Key what it gives is kept in the
 * same transaction, by its place among the writing transactions of the request that succeeded. When the
 * request is repeated after a lost answer, that is given back and `work` does not run again.
 *
 * So: `work` gives plain JSON, and a request begins its writing transactions one after another, in an
 * order that only its content and the results before decide. What is done between them or after them
 * (reading, telling the engine) is done again and must do no harm the second time.
 */
export async function writeAsActor<T>(
  database: Database,
  actor: ActorContext,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  return writeOnce((step) => asActor(database, actor, step), work);
}

/** As {@link writeAsActor}, with the rights of the system itself. */
export async function writeAsSystem<T>(
  database: Database,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  return writeOnce((step) => asSystem(database, step), work);
}

async function writeOnce<T>(
  transaction: (step: (sql: TransactionSql) => Promise<T>) => Promise<T>,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  const write = current.getStore();
  if (write === undefined) return transaction(work);
  const place = write.passed;
  if (place < write.results.length) {
    write.passed += 1;
    // oxlint-disable-next-line no-unsafe-type-assertion -- it was written by the same work, see `program`.
    return write.results[place] as T;
  }
  const result = await transaction(async (sql) => {
    const record = await lockRecord(sql, write);
    if (record.requestHash !== write.requestHash) {
      throw new AppError('request.idempotency_key_reused');
    }
    // Another process was faster with the same request.
    // oxlint-disable-next-line no-unsafe-type-assertion -- as above
    if (place < record.results.length) return record.results[place] as T;
    const given = await work(sql);
    await addResult(sql, write, textOf(given));
    return given;
  });
  write.results.push(result);
  write.passed += 1;
  return result;
}

/** The JSON of a result. Throws where reading it back would give something else. */
function textOf(result: unknown): string {
  if (!isPlain(result)) throw new Error('A writing transaction must give plain JSON.');
  return JSON.stringify(result ?? null);
}

function isPlain(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every(isPlain);
}
