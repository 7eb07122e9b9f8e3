import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Config } from '#server/config.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';

import { findMissingHash, readHead, type NotedHash } from './queries.ts';

/** Its name in the data folder. */
export const NOTES_FILE = 'audit-hashes';
const NOTE = /^(\S+) ([1-9]\d{0,14}) ([0-9a-f]{64})$/;
const NOTE_JOB = 'audit.note_hash';

/** Jobs that note the log's hash outside of the database, where an owner of the database alone cannot rewrite it. */
export const AUDIT_JOBS: JobPlan = {
  kinds: [
    {
      kind: NOTE_JOB,
      run: ({ config, database, clock }) => noteHash(config, database, clock.now()),
    },
  ],
  recurring: [{ kind: NOTE_JOB, dailyAt: '00:05' }],
};

/** Appends "time, entries, hash" of the log to a file of the data folder. */
export async function noteHash(
  { dataDirectory }: Pick<Config, 'dataDirectory'>,
  database: Database,
  at: IsoInstant,
): Promise<void> {
  const head = await asSystem(database, readHead);
  if (head === null) return;
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const note = `${at} ${head.entries} ${head.hash}\n`;
  await appendFile(join(dataDirectory, NOTES_FILE), note, { mode: 0o600, flush: true });
}

export type UnfitNote = { file: string; line: number; note: string };

/** Gives the first note that is unreadable or whose hash the log does not have at that place; null when all fit. */
export async function firstUnfitNote(
  sql: TransactionSql,
  { dataDirectory }: Pick<Config, 'dataDirectory'>,
): Promise<UnfitNote | null> {
  const file = join(dataDirectory, NOTES_FILE);
  const lines = await linesOf(file);
  const notes = lines.map(noteOf);
  const unreadable = notes.indexOf(null);
  const readable = notes.filter((note) => note !== null);
  const missing = await findMissingHash(sql, readable);
  // Before an unreadable line every line is readable, so that both count alike up to there.
  const at = unreadable === -1 ? missing : Math.min(unreadable, missing ?? unreadable);
  return at === null ? null : { file, line: at + 1, note: lines[at] ?? '' };
}

function noteOf(line: string): NotedHash | null {
  const [, , entries, hash] = NOTE.exec(line) ?? [];
  return entries === undefined || hash === undefined ? null : { entries: Number(entries), hash };
}

async function linesOf(file: string): Promise<string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
