import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { AppError } from '#server/contract/problem.ts';
import { lockFolder } from '#server/db/folder-lock.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { readHead } from '#server/features/backups/formats/read-backup.ts';
import { isUnused } from '#server/features/backups/queries.ts';
import { refuseForeignMigrations } from '#server/features/backups/restore-commands.ts';
import { receivedFile, stageFolder } from '#server/features/backups/staged-files.ts';
import { isRestoring } from '#server/set-up.ts';

import { SenderPace } from './pace-rules.ts';
import { problemOf } from './problem-rules.ts';
import { restoreReceived, type Received } from './restore-commands.ts';

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
