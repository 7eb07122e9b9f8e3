import { execFile } from 'node:child_process';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { civilDate, daysBetween } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { Deps } from '#server/deps.ts';
import type { JobPlan } from '#server/jobs/job-runner.ts';
import { PROJECT_ROOT } from '#server/program.ts';

import type { KeptPlaces } from './kept-files.ts';
import { backupsToKeep } from './rules/backups-to-keep.ts';
import { noteBackup, readBackupNotes } from './staged-files.ts';
import { takeBackup } from './take-commands.ts';

const NAME = /^diaban-(\d{4}-\d\d-\d\d)\.backup$/;
/** Nobody waits for the first proof on the day of the installation: it takes a processor for a while. */
const FIRST_PROOF_AFTER_MILLISECONDS = 20 * 3_600_000;
/** Days after which the latest backup is restored again to prove it. */
const PROVEN_FOR_DAYS = 30;

/** Jobs that take a backup each night, keep them by rule, and prove the latest one each month. */
export function backupJobs(places: KeptPlaces): JobPlan {
  return {
    kinds: [
      { kind: 'backups.take', run: (deps) => backUp(deps, places) },
      { kind: 'backups.check', run: checkLatest },
    ],
    recurring: [
      { kind: 'backups.take', dailyAt: '01:30' },
      { kind: 'backups.check', dailyAt: '02:30' },
    ],
  };
}

async function backUp(deps: Deps, folders: KeptPlaces): Promise<void> {
  const { config, clock, database } = deps;
  const folder = config.backupsDirectory;
  if (folder === null) return;
  const name = `diaban-${clock.today()}.backup`;
  const note = { kind: 'backup', at: clock.now(), file: name } as const;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // A job that is tried again after it had succeeded finds its file.
  if ((await daysOf(folder)).includes(clock.today())) return;
  try {
    const taken = await takeBackup(database, {
      file: join(folder, name),
      takenAt: note.at,
      folders,
    });
    const { rows, files, sha256 } = taken;
    await noteBackup(config, { ...note, rows, files, sha256, error: null });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await noteBackup(config, { ...note, rows: null, files: null, error: reason });
    throw error;
  }
  await throwAway(folder);
}

/** Removes backups that the rule does not keep; files of other names are left alone. */
async function throwAway(folder: string): Promise<void> {
  const days = await daysOf(folder);
  const kept = backupsToKeep(days);
  const gone = days.filter((day) => !kept.has(day));
  await Promise.all(gone.map((day) => rm(join(folder, `diaban-${day}.backup`))));
}

async function daysOf(folder: string): Promise<IsoDate[]> {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => NAME.exec(name)?.[1] ?? []);
}

/** Restores the latest backup in a process of its own, unless a check of the last thirty days has succeeded. */
async function checkLatest({ config, clock, stopping }: Deps): Promise<void> {
  const folder = config.backupsDirectory;
  const notes = await readBackupNotes(config);
  const proven = notes.find(({ kind, error }) => kind === 'check' && error === null);
  if (proven !== undefined && daysBetween(civilDate(proven.at), clock.today()) < PROVEN_FOR_DAYS) {
    return;
  }
  const sound = notes.filter(({ kind, error }) => kind === 'backup' && error === null);
  const [latest, first] = [sound[0], sound.at(-1)];
  if (folder === null || latest === undefined || first === undefined) return;
  if (Date.parse(clock.now()) - Date.parse(first.at) < FIRST_PROOF_AFTER_MILLISECONDS) return;
  const command = [join(PROJECT_ROOT, 'server/run.js'), 'cli/main', 'check-backup'];
  const hash = latest.sha256 === undefined ? [] : ['--noted', latest.sha256];
  const parameters = [...command, join(folder, latest.file), ...hash];
  await promisify(execFile)(process.execPath, parameters, { signal: stopping });
}
