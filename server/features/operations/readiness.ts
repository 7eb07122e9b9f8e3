import { setTimeout as pause } from 'node:timers/promises';

import type { Database } from '#server/db/client.ts';

import { pingDatabase } from './queries.ts';

/** Who asks for readiness has two seconds. */
const ANSWER_MILLISECONDS = 1_500;
/** A question that has hung for so long is asked anew, perhaps on a connection that is not dead. */
const ANEW_MILLISECONDS = 10_000;

type Question = { askedAt: number; answer: Promise<void> };
/** However often readiness is asked for, a silent database is asked once at a time. */
const asked = new WeakMap<Database, Question>();

/** Fails when the database refuses, and when it does not answer within a second and a half. */
export async function refuseUnready(database: Database): Promise<void> {
  const patience = new AbortController();
  const late = pause(ANSWER_MILLISECONDS, undefined, { signal: patience.signal }).then(() => {
    throw new Error('the database does not answer');
  });
  late.catch(() => undefined);
  try {
    await Promise.race([ask(database), late]);
  } finally {
    patience.abort();
  }
}

function ask(database: Database): Promise<void> {
  const now = performance.now();
  const known = asked.get(database);
  if (known !== undefined && now - known.askedAt < ANEW_MILLISECONDS) return known.answer;
  const answer = pingDatabase(database.sql).finally(() => {
    if (asked.get(database)?.answer === answer) asked.delete(database);
  });
  answer.catch(() => undefined);
  asked.set(database, { askedAt: now, answer });
  return answer;
}
