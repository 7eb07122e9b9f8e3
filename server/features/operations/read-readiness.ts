import { setTimeout as pause } from 'node:timers/promises';

import type { Database } from '#server/db/client.ts';
import { readOneMoment } from '#server/db/transaction.ts';

import { pingDatabase } from './queries.ts';

/** Answers within this time: a probe of readiness waits two seconds. */
const ANSWER_MILLISECONDS = 1_500;
/** A question without an answer for this long is asked again, perhaps on a live connection. */
const ANEW_MILLISECONDS = 3_000;

type Question = { askedAt: number; answer: Promise<void> };
/** Keeps one question at a time for each database, so that many probes do not pile up on a silent one. */
const asked = new WeakMap<Database, Question>();

/** Fails when the database refuses, or does not answer within a second and a half. */
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
  const answer = readOneMoment(database, pingDatabase).finally(() => {
    if (asked.get(database)?.answer === answer) asked.delete(database);
  });
  answer.catch(() => undefined);
  asked.set(database, { askedAt: now, answer });
  return answer;
}
