import { randomUUID } from 'node:crypto';
import { access, constants, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { hasSecret } from '#server/authentication/secret.ts';
import type { Config } from '#server/configuration/config.ts';
import { AppError } from '#server/contract/problem.ts';
import { databaseAway } from '#server/db/constraint-problems.ts';
import type { Database } from '#server/db/client.ts';
import { hasOwnTables } from '#server/db/migrate.ts';
import { readOneMoment } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

/** Answers within this time: a probe of readiness waits two seconds. */
const ANSWER_MILLISECONDS = 1_500;
/** A question without an answer for this long is asked again, perhaps on a live connection. */
const ANEW_MILLISECONDS = 3_000;
/** The log of changes is read once a minute at least: two of these reads may fail. */
const FOLLOWS_WITHIN_MILLISECONDS = 180_000;
/** Below this a backup or a photo may fill the disk at any moment. */
const FREE_BYTES = 100 * 1_048_576;

type Question<T> = { answer: Promise<T>; askedAt: number };
/** Questions under way, one at a time for each database and each disk, so that many probes do not pile up on a silent one. */
const ofDatabases = new WeakMap<Database, Question<boolean>>();
const ofDisks = new WeakMap<Config, Question<void>>();

/**
 * Throws the problem of the first part that is missing: `server.not_ready` where the database refuses or does not answer
 * within a second and a half, `server.migrations_differ`, `server.secret_missing`, `server.disk_unusable`,
 * `server.engine_behind`.
 */
export async function refuseUnready(deps: Deps): Promise<void> {
  const { config, database } = deps;
  const ofThisVersion = ask(ofDatabases, database, () => readOneMoment(database, hasOwnTables));
  const disk = ask(ofDisks, config, () => tryDisk(config));
  const own = await withinPatience(ofThisVersion, 'the database').catch((cause: unknown) => {
    throw databaseAway(cause);
  });
  if (!own) throw new AppError('server.migrations_differ');
  if (!(await hasSecret(config))) throw new AppError('server.secret_missing');
  await withinPatience(disk, 'the disk').catch((cause: unknown) => {
    throw new AppError('server.disk_unusable', { cause });
  });
  if (!follows(deps)) throw new AppError('server.engine_behind');
}

/** Joins a question that is under way, or asks it. */
function ask<Part extends object, T>(
  questions: WeakMap<Part, Question<T>>,
  part: Part,
  put: () => Promise<T>,
): Promise<T> {
  const now = performance.now();
  const known = questions.get(part);
  if (known !== undefined && now - known.askedAt < ANEW_MILLISECONDS) return known.answer;
  const question = { answer: put(), askedAt: now };
  questions.set(part, question);
  const end = () => {
    if (questions.get(part) === question) questions.delete(part);
  };
  question.answer.then(end, end);
  return question.answer;
}

async function withinPatience<T>(answer: Promise<T>, what: string): Promise<T> {
  const patience = new AbortController();
  const late = pause(ANSWER_MILLISECONDS, undefined, { signal: patience.signal }).then(() => {
    throw new Error(`${what} does not answer`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    patience.abort();
  }
}

/** Writes a file into the data folder and removes it. Throws when that fails or a disk is nearly full. */
async function tryDisk({
  dataDirectory,
  attachmentsDirectory,
}: Pick<Config, 'dataDirectory' | 'attachmentsDirectory'>): Promise<void> {
  const probe = join(dataDirectory, `.ready-${randomUUID()}`);
  try {
    await writeFile(probe, 'a probe of readiness', { mode: 0o600 });
  } finally {
    await rm(probe, { force: true });
  }
  const attachments = await existing(attachmentsDirectory);
  await access(attachments, constants.W_OK);
  for (const folder of [dataDirectory, attachments]) {
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < FREE_BYTES) throw new Error(`less than 100 MiB are free in ${folder}`);
  }
}

/** The folder, or the one above it while nothing was kept in it yet. */
async function existing(folder: string): Promise<string> {
  return access(folder).then(
    () => folder,
    () => dirname(folder),
  );
}

/** On the embedded database nobody else writes, so nothing has to be followed. */
function follows({ clock, database, points }: Deps): boolean {
  if (points.readAt === null) return false;
  if (database.openListener === null) return true;
  return Date.parse(clock.now()) - Date.parse(points.readAt) < FOLLOWS_WITHIN_MILLISECONDS;
}
