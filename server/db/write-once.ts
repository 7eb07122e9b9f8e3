import { AsyncLocalStorage } from 'node:async_hooks';

import { AppError } from '#server/contract/problem.ts';

import type { Database, TransactionSql } from './client.ts';
import { addResult, type KeyedRequest, lockRecord } from './keyed-write-queries.ts';
import { type ActorContext, asActor, asSystem } from './transaction.ts';

/** A request under an Idempotency-Key while it runs. */
export type KeyedWrite = KeyedRequest & {
  /** Results of its writing transactions, including those of an earlier attempt. */
  results: unknown[];
  /** Number of writing transactions that this attempt has done. */
  passed: number;
};

const current = new AsyncLocalStorage<KeyedWrite>();

/**
 * Runs `work` as the request with that key: each of its writing transactions happens once, see {@link writeAsActor}.
 */
export async function underKey<T>(write: KeyedWrite, work: () => Promise<T>): Promise<T> {
  return current.run(write, work);
}

/**
 * Runs one writing transaction in the name of a person. Under an Idempotency-Key the same transaction stores the result
 * of `work`, numbered among the request's successful writing transactions. When the request is repeated after a lost
 * answer, the stored result is returned and `work` does not run again.
 *
 * So `work` returns plain JSON, and a request runs its writing transactions one after another, in an order that depends
 * only on its content and earlier results. Work between or after them (reading, telling the engine) is repeated and
 * must do no harm the second time.
 */
export async function writeAsActor<T>(
  database: Database,
  actor: ActorContext,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  return writeOnce((step) => asActor(database, actor, step), work);
}

/** Writes like {@link writeAsActor}, with the rights of the system itself. */
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

/** Writes a result as JSON. Throws where reading it back would give something else. */
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
