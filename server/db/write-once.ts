import { AsyncLocalStorage } from 'node:async_hooks';

import { AppError } from '#server/contract/problem.ts';

import type { Database, TransactionSql } from './client.ts';
import {
  addResult,
  type KeyedRecord,
  type KeyedRequest,
  lockRecord,
  saveAnswer,
} from './keyed-write-queries.ts';
import { type ActorContext, asActor, asSystem } from './transaction.ts';
import { type AuditLine, linesOf } from './transaction-lines.ts';

/** A request under an Idempotency-Key while it runs. */
export type KeyedWrite = KeyedRequest & {
  /** Results of its writing transactions, including those of an earlier attempt. */
  results: unknown[];
  /** Number of writing transactions that this attempt has done. */
  passed: number;
  /** True when the answer was stored in the writing transaction itself. */
  answered?: boolean;
  /** True when that transaction found its work done by an earlier attempt. */
  repeated?: boolean;
  /** The record of an earlier attempt that has its answer, where the writing transaction found one. */
  earlier?: KeyedRecord;
  /** The first line that the request has added to the log, which its receipt names. */
  line?: AuditLine;
  /** The id of that line, where an earlier attempt has added it. */
  earlierLine?: string;
};

/**
 * Work of a writing transaction in two parts: what `read` asks for, which changes nothing, takes one way to the database
 * together with the look at the request's key.
 */
export type ReadAndWrite<T, Read> = {
  read: (sql: TransactionSql) => Promise<Read>;
  write: (sql: TransactionSql, read: Read) => Promise<T>;
};
export type Work<T, Read> = ((sql: TransactionSql) => Promise<T>) | ReadAndWrite<T, Read>;

const current = new AsyncLocalStorage<KeyedWrite>();

/** Makes the answer at the end of a writing transaction from its result. */
type Ending = (sql: TransactionSql, result: unknown) => Promise<unknown>;
const endings = new AsyncLocalStorage<Ending>();

/**
 * Runs `write`, which does exactly one writing transaction. At the end of that transaction `read` makes the answer from
 * its result, and under an Idempotency-Key the answer is stored there too, with the status 200. So the whole request
 * needs no transaction before or after it. The route declares `answersInWrite`.
 * @returns the answer
 */
export async function answerInWrite<Answer>(
  write: () => Promise<unknown>,
  read: (sql: TransactionSql, result: unknown) => Promise<Answer>,
): Promise<Answer> {
  const answers: Answer[] = [];
  const ending: Ending = async (sql, result) => {
    const answer = await read(sql, result);
    answers.push(answer);
    return answer;
  };
  await endings.run(ending, write);
  // A transaction that was run again has made its answer again.
  const answer = answers.at(-1);
  if (answer === undefined) throw new Error('a write ended without its answer');
  return answer;
}

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
export async function writeAsActor<T, Read = undefined>(
  database: Database,
  actor: ActorContext,
  work: Work<T, Read>,
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

/** Does both parts of some work, one after the other. */
export async function readAndWrite<T, Read>(sql: TransactionSql, work: Work<T, Read>): Promise<T> {
  return typeof work === 'function' ? work(sql) : work.write(sql, await work.read(sql));
}

async function writeOnce<T, Read>(
  transaction: (step: (sql: TransactionSql) => Promise<T>) => Promise<T>,
  work: Work<T, Read>,
): Promise<T> {
  const write = current.getStore();
  const ending = endings.getStore();
  if (write === undefined) {
    return transaction(async (sql) => {
      const given = await readAndWrite(sql, work);
      await ending?.(sql, given);
      return given;
    });
  }
  const place = write.passed;
  if (place < write.results.length) {
    write.passed += 1;
    // It was written by the same work, see `program`.
    return write.results[place] as T;
  }
  let line: AuditLine | undefined;
  const result = await transaction(async (sql) => {
    const locking = lockRecord(sql, write);
    const prepared = preparedWork(sql, work);
    const record = await locking;
    if (record.requestHash !== write.requestHash) {
      throw new AppError('request.idempotency_key_reused');
    }
    if (ending !== undefined) refuseEarlier(write, record);
    // Another process was faster with the same request.
    const isDone = place < record.results.length;
    const given = isDone ? (record.results[place] as T) : await prepared();
    [line] = linesOf(sql) ?? [];
    if (record.line !== null) write.earlierLine = record.line;
    if (!isDone) addResult(sql, write, { result: textOf(given), line: line?.id ?? null });
    if (ending === undefined) return given;
    write.repeated = isDone;
    const answer = await ending(sql, given);
    saveAnswer(sql, write, { status: 200, bodyText: JSON.stringify(answer) });
    return given;
  });
  if (ending !== undefined) write.answered = true;
  if (line !== undefined) write.line ??= line;
  write.results.push(result);
  write.passed += 1;
  return result;
}

/** Begins to read what some work needs. @returns a function that goes on with the work */
function preparedWork<T, Read>(sql: TransactionSql, work: Work<T, Read>): () => Promise<T> {
  if (typeof work === 'function') return () => work(sql);
  const reading = work.read(sql);
  // What the record of the key says comes first.
  reading.catch(() => undefined);
  return async () => work.write(sql, await reading);
}

/**
 * Ends a write whose key has been used before: the middleware gives the answer of the earlier attempt. Where another
 * version of the program wrote and did not answer, nobody can tell what its answer would have been.
 */
function refuseEarlier(write: KeyedWrite, record: KeyedRecord): void {
  if (record.status !== null) {
    write.earlier = record;
    throw new AppError('request.idempotency_key_reused');
  }
  if (record.program !== write.program) throw new AppError('request.outcome_unknown');
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
