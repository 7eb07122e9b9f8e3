import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { isPrivate } from '#server/configuration/config.ts';
import { AppError } from '#server/contract/problem.ts';
import { lockFolder } from '#server/db/folder-lock.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import {
  readHead,
  checkBackup,
  type CheckedBackup,
} from '#server/features/backups/formats/read-backup.ts';
import { stagedPlaces } from '#server/features/backups/kept-files.ts';
import { isUnused } from '#server/features/backups/queries.ts';
import { replaceUnused } from '#server/features/backups/replace-commands.ts';
import { refuseForeignMigrations } from '#server/features/backups/restore-commands.ts';
import { receivedFile, stageFolder, waitingFiles } from '#server/features/backups/staged-files.ts';
import { isDemo } from '#server/features/operations/queries.ts';
import { isRestoring } from '#server/set-up.ts';

import { SenderPace } from './pace-rules.ts';
import { problemOf } from './problem-rules.ts';

/** Tables with their indexes and the log of the write, beside the files that wait for their place. */
const TIMES_AS_LARGE = 3;

/** A backup in its folder; `release` gives up the lock that tells other processes not to touch it. */
type Received = { id: string; stage: string; release: () => Promise<void> };

/**
 * Checks a received backup, restores it and starts the program anew, while `setUp.restore` tells how far it is. Never
 * throws: a failure is told there and in the log of the server, and the installation is as empty as before.
 */
async function restoreReceived(deps: Deps, received: Received): Promise<void> {
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

/** Stays free on the disk, so that the database and the log of the server can go on writing. */
const KEPT_FREE_BYTES = 256 * 1_048_576;
/** Bytes between two looks at the free disk. */
const LOOK_BYTES = 32 * 1_048_576;

/** A file on its way: its bytes, and their number where the sender says it. */
export type Arriving = { body: AsyncIterable<Uint8Array>; length: number | null };

/** Refuses an installation in which anything was entered, and a second restore beside the first. */
export async function refuseSetUp({ database, setUp }: Deps): Promise<void> {
  if (isRestoring(setUp)) throw new AppError('set_up.under_way');
  if (!(await asSystem(database, isUnused))) throw new AppError('set_up.used');
  if (database.owner === null) throw new AppError('set_up.not_owner');
}

/**
 * Receives a backup into the data folder, block by block, and begins to restore it; returns once that has begun, and
 * `setUp.restore` tells how far it is.
 * @throws AppError `set_up.under_way`, `set_up.cut`, `set_up.too_slow`, `set_up.disk_full`, and where its first bytes or line say so
 * `set_up.no_backup`, `set_up.newer`, `set_up.other_program`; nothing of the file is left then
 */
export async function receiveBackup(deps: Deps, arriving: Arriving): Promise<void> {
  const { setUp, config } = deps;
  // Nothing waits between the look and the claim: of two that come together one is refused.
  if (isRestoring(setUp)) throw new AppError('set_up.under_way');
  const receiving = { phase: 'receiving', table: null, problem: null } as const;
  setUp.restore = { ...receiving, done: 0, total: arriving.length };
  const id = randomUUID();
  const stage = stageFolder(config, id);
  try {
    await mkdir(stage, { recursive: true, mode: 0o700 });
    const received: Received = { id, stage, release: await lockFolder(stage) };
    await keepArriving(deps, stage, arriving);
    await refuseForeignMigrations(await readHead(receivedFile(stage)));
    void restoreReceived(deps, received);
  } catch (error) {
    const code = problemOf(error);
    setUp.restore = { phase: 'failed', done: 0, total: null, table: null, problem: code };
    await rm(stage, { recursive: true, force: true });
    if (code === 'set_up.failed') throw error;
    throw new AppError(code, { cause: error });
  }
}

async function keepArriving(
  { setUp, config }: Deps,
  stage: string,
  { body, length }: Arriving,
): Promise<void> {
  const refuseFullDisk = async (coming: number) => {
    const free = await setUp.freeBytes(config.dataDirectory);
    if (free < coming + KEPT_FREE_BYTES) throw new AppError('set_up.disk_full');
  };
  await refuseFullDisk(length ?? 0);
  let done = 0;
  let looked = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const block of withPatience(body)) {
      if (done === 0 && !isGzip(block)) throw new AppError('set_up.no_backup');
      done += block.byteLength;
      setUp.restore = { phase: 'receiving', done, total: length, table: null, problem: null };
      if (done - looked > LOOK_BYTES) {
        await refuseFullDisk(0);
        looked = done;
      }
      yield block;
    }
  }
  const kept = createWriteStream(receivedFile(stage), { mode: 0o600, flags: 'wx', flush: true });
  await pipeline(Readable.from(counted()), kept);
  if (done === 0) throw new AppError('set_up.no_backup');
  if (length !== null && done !== length) throw new AppError('set_up.cut');
}

/** The first two bytes of every gzipped file; a shorter first block is of no file that is worth receiving. */
function isGzip(block: Uint8Array): boolean {
  return block[0] === 0x1f && block[1] === 0x8b;
}

/** Hands on the blocks of a body; throws once its sender has gone away or is too slow. */
async function* withPatience(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const blocks = body[Symbol.asyncIterator]();
  const pace = new SenderPace(performance.now());
  try {
    for (;;) {
      const next = await nextOf(blocks, pace);
      if (next.done === true) return;
      pace.take(next.value.byteLength);
      yield next.value;
    }
  } finally {
    // Not waited for: a silent sender would not let go.
    void Promise.resolve(blocks.return?.()).catch(() => undefined);
  }
}

async function nextOf(
  blocks: AsyncIterator<Uint8Array>,
  pace: SenderPace,
): Promise<IteratorResult<Uint8Array, unknown>> {
  const coming = blocks.next();
  coming.catch(() => undefined);
  let judging: NodeJS.Timeout | undefined;
  try {
    for (;;) {
      const left = pace.judge(performance.now());
      const judged = new Promise<null>((resolve) => {
        judging = setTimeout(resolve, left, null);
      });
      const next = await Promise.race([coming, judged]);
      clearTimeout(judging);
      if (next !== null) return next;
    }
  } catch (error) {
    clearTimeout(judging);
    throw error instanceof AppError ? error : new AppError('set_up.cut', { cause: error });
  }
}
