import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { BackupNote } from '#server/contract/operations.ts';
import type { Deps } from '#server/deps.ts';
import type { ClaimedJob } from '#server/jobs/queries.ts';

import { backupJobs } from './backup-jobs.ts';
import { noteBackup, readBackupNotes } from './staged-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-notes-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const noted = (kind: BackupNote['kind'], at: string, error: string | null = null): BackupNote => ({
  kind,
  at,
  file: `diaban-${at.slice(0, 10)}.backup`,
  rows: null,
  files: null,
  error,
});

/** Runs the job of the night of 27 November 2026 with these notes; tells if it began to restore a backup. */
async function proves(
  notes: readonly BackupNote[],
  { backups = '/backups' as string | null } = {},
): Promise<boolean> {
  const config = { dataDirectory: folder, backupsDirectory: backups };
  for (const note of notes) await noteBackup(config, note);
  const deps = {
    config,
    clock: { now: () => '2026-11-27T03:00:00.000Z', today: () => '2026-11-27' },
    // The restore ends as soon as it begins.
    stopping: AbortSignal.abort(),
  } as unknown as Deps;
  const check = backupJobs({}).kinds.find(({ kind }) => kind === 'backups.check');
  const outcome = await check?.run(deps, {} as ClaimedJob).catch((error: Error) => error.name);
  return outcome === 'AbortError';
}

const FIRST = noted('backup', '2026-11-25T18:30:00.000Z');

describe('the proof of the latest backup', () => {
  it('is made where there was none, or none of the last thirty days that succeeded', async () => {
    expect(await proves([FIRST])).toBe(true);
  });

  it.each([
    ['twenty-nine days ago', [noted('check', '2026-10-29T03:00:00.000Z')], false],
    ['thirty days ago', [noted('check', '2026-10-28T03:00:00.000Z')], true],
    ['yesterday, and it failed', [noted('check', '2026-11-26T03:00:00.000Z', 'damaged')], true],
    [
      'three days ago, and another failed since',
      [
        noted('check', '2026-11-24T03:00:00.000Z'),
        noted('check', '2026-11-26T03:00:00.000Z', 'damaged'),
      ],
      false,
    ],
  ])('depends on the last one: %s', async (_, checks, isMade) => {
    expect(await proves([FIRST, ...checks])).toBe(isMade);
  });

  it.each([
    ['half past two of the night twenty-nine days ago', '2026-10-28T19:30:00.000Z', false],
    ['the first moment of that day in the city', '2026-10-28T17:00:00.000Z', false],
    ['the last moment of the day before', '2026-10-28T16:59:59.999Z', true],
    ['half past two of the night thirty days ago', '2026-10-27T19:30:00.000Z', true],
  ])('counts the days of the city: %s', async (_, at, isMade) => {
    expect(await proves([FIRST, noted('check', at)])).toBe(isMade);
  });

  it.each([
    ['2026-11-26T07:00:00.001Z', false],
    ['2026-11-26T07:00:00.000Z', true],
  ])('waits for twenty hours after the first backup that succeeded: %s', async (at, isMade) => {
    const failed = noted('backup', '2026-11-20T18:30:00.000Z', 'disk full');
    expect(await proves([failed, noted('backup', at)])).toBe(isMade);
  });

  it('counts from the first backup, not from the latest', async () => {
    expect(await proves([FIRST, noted('backup', '2026-11-26T18:30:00.000Z')])).toBe(true);
  });

  it('is not made where no backup has succeeded, or none are taken', async () => {
    expect(await proves([noted('backup', '2026-11-20T18:30:00.000Z', 'disk full')])).toBe(false);
    expect(await proves([])).toBe(false);
    expect(await proves([FIRST], { backups: null })).toBe(false);
  });
});

describe('the notes of backups', () => {
  it('are read with the latest first, without a line that a crash has cut off', async () => {
    const config = { dataDirectory: join(folder, 'made-anew') };
    expect(await readBackupNotes(config)).toEqual([]);
    const check = noted('check', '2026-11-26T18:30:00.000Z', 'damaged');
    await noteBackup(config, FIRST);
    await noteBackup(config, { ...check, kind: 'other' } as unknown as BackupNote);
    await noteBackup(config, check);
    expect(await readBackupNotes(config)).toEqual([check, FIRST]);
  });
});

it('a backup is taken at half past one, and proved an hour later', () => {
  expect(backupJobs({}).recurring).toEqual([
    { kind: 'backups.take', dailyAt: '01:30' },
    { kind: 'backups.check', dailyAt: '02:30' },
  ]);
});
