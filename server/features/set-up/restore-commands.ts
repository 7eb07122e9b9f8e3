import { rm } from 'node:fs/promises';

import { isPrivate } from '#server/configuration/config.ts';
import { AppError } from '#server/contract/problem.ts';
import type { Deps } from '#server/deps.ts';
import { checkBackup, type CheckedBackup } from '#server/features/backups/formats/read-backup.ts';
import { stagedPlaces } from '#server/features/backups/kept-files.ts';
import { replaceUnused } from '#server/features/backups/replace-commands.ts';
import { receivedFile, waitingFiles } from '#server/features/backups/staged-files.ts';
import { isDemo } from '#server/features/operations/queries.ts';

import { problemOf } from './problem-rules.ts';

/** Tables with their indexes and the log of the write, beside the files that wait for their place. */
const TIMES_AS_LARGE = 3;

/** A backup in its folder; `release` gives up the lock that tells other processes not to touch it. */
export type Received = { id: string; stage: string; release: () => Promise<void> };

/**
 * Checks a received backup, restores it and starts the program anew, while `setUp.restore` tells how far it is. Never
 * throws: a failure is told there and in the log of the server, and the installation is as empty as before.
 */
export async function restoreReceived(deps: Deps, received: Received): Promise<void> {
  const { setUp, log } = deps;
  const { stage, release } = received;
  const tell = (restore: Partial<NonNullable<typeof setUp.restore>>) => {
    setUp.restore = {
      phase: 'failed',
      done: 0,
      total: null,
      table: null,
      problem: null,
      ...restore,
    };
  };
  let problem: string | null = null;
  let isHeld = false;
  try {
    const checked = await check(deps, received, tell);
    tell({ phase: 'loading', total: checked.rows });
    isHeld = true;
    await setUp.program.hold();
    await replace(deps, received, checked, tell);
    log.info({ rows: checked.rows, files: checked.files }, 'a backup was restored');
  } catch (error) {
    problem = problemOf(error);
    log.error({ err: error, problem }, 'a backup was not restored');
    await rm(stage, { recursive: true, force: true });
  }
  await release();
  if (isHeld) {
    tell({ phase: 'starting', problem });
    await setUp.program.renew();
  }
  tell({ phase: problem === null ? 'ready' : 'failed', problem });
}

type Tell = (restore: Partial<NonNullable<Deps['setUp']['restore']>>) => void;

async function check(
  { setUp, config, database }: Deps,
  { stage }: Received,
  tell: Tell,
): Promise<CheckedBackup> {
  const file = receivedFile(stage);
  const total = setUp.restore?.done ?? null;
  tell({ phase: 'checking', total });
  const checked = await checkBackup(file, (done) => tell({ phase: 'checking', done, total }));
  // The tables of a server lie on its own disk, which is not seen from here.
  const needed = checked.unpackedBytes * (database.kind === 'embedded' ? TIMES_AS_LARGE : 1);
  if ((await setUp.freeBytes(config.dataDirectory)) < needed) {
    throw new AppError('set_up.disk_full');
  }
  return checked;
}

async function replace(
  { config, database, clock, objectStore }: Deps,
  { id, stage }: Received,
  checked: CheckedBackup,
  tell: Tell,
): Promise<void> {
  await replaceUnused(database, clock, {
    id,
    file: receivedFile(stage),
    checked,
    staged: stagedPlaces(waitingFiles(stage), config, objectStore),
    async judge(sql) {
      if (!isPrivate(config) && (await isDemo(sql))) throw new AppError('set_up.demonstration');
    },
    tell(progress) {
      if ('files' in progress) {
        tell({ phase: 'files', done: progress.files, total: checked.files });
        return;
      }
      const { rows, table, tables } = progress;
      const at = { number: table, of: tables };
      tell({ phase: 'loading', done: rows, total: checked.rows, table: at });
    },
  });
}
