import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { listOldFiles, removeFile } from './attachment-files.ts';
import { deleteUnnamedPhotos, listUsedHashes } from './queries.ts';

const DAY_MILLISECONDS = 86_400_000;
/** A device may be without a network for days before it sends the check that names a photo. */
const DAYS_TO_NAME_A_PHOTO = 14;
const DAYS_TO_WRITE_A_ROW = 1;

type World = Pick<Deps, 'config' | 'database' | 'clock' | 'log'>;

/** Removes photos that no check came to name, and files that no row speaks of. */
export async function removeOrphans(deps: World): Promise<{ photos: number; files: number }> {
  const now = Date.parse(deps.clock.now());
  const unnamed = new Date(now - DAYS_TO_NAME_A_PHOTO * DAY_MILLISECONDS).toISOString();
  const photos = await asSystem(deps.database, (sql) => deleteUnnamedPhotos(sql, unnamed));
  const before = now - DAYS_TO_WRITE_A_ROW * DAY_MILLISECONDS;
  const old = await listOldFiles(deps.config.attachmentsDirectory, before);
  const hashes = [...new Set(old.flatMap(({ contentHash }) => contentHash ?? []))];
  const used = new Set(await asSystem(deps.database, (sql) => listUsedHashes(sql, hashes)));
  const orphans = old.filter(({ contentHash }) => contentHash === null || !used.has(contentHash));
  for (const { path } of orphans) await removeFile(path);
  return { photos, files: orphans.length };
}

/** Sweeps now and once a day until the program ends; a sweep that fails is logged and tried again. */
export function sweepDaily(deps: Deps): void {
  const sweep = (): void => {
    removeOrphans(deps).then(
      ({ photos, files }) => {
        if (photos + files > 0) deps.log.info({ photos, files }, 'removed orphaned attachments');
      },
      (error: unknown) => deps.log.error({ err: error }, 'orphaned attachments were not removed'),
    );
  };
  const timer = setInterval(sweep, DAY_MILLISECONDS);
  timer.unref();
  deps.stopping.addEventListener('abort', () => clearInterval(timer));
  sweep();
}
