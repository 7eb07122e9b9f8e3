import { operatorWarning, type OperatorWarningCode } from '#server/contract/operator-warning.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { listFiles, readMark, setAside, writeMark } from './attachment-files.ts';
import { judgeFolder } from './orphan-rules.ts';
import { deleteUnnamedPhotos, listUsedHashes, readIdentity } from './queries.ts';

const DAY_MILLISECONDS = 86_400_000;
/** Days to wait for the check that names a photo: a device may be without a network for days. */
const DAYS_TO_NAME_A_PHOTO = 14;
/** Days to wait for a row: long enough to notice that the database has lost some. */
const DAYS_TO_MISS_A_ROW = 31;

type World = Pick<Deps, 'config' | 'database' | 'clock'>;
export type Swept = { photos: number; aside: number; warning: OperatorWarningCode | null };

/**
 * Removes the rows of photos that no check has named, and sets aside files that no row has named for a month. Deletes
 * no file, and moves none unless the folder belongs to this database: see {@link judgeFolder}.
 */
export async function setOrphansAside(deps: World): Promise<Swept> {
  const folder = deps.config.attachmentsDirectory;
  const now = Date.parse(deps.clock.now());
  const unnamed = new Date(now - DAYS_TO_NAME_A_PHOTO * DAY_MILLISECONDS).toISOString();
  const photos = await asSystem(deps.database, (sql) => deleteUnnamedPhotos(sql, unnamed));
  // Files are listed first, so that a row written meanwhile is known.
  const files = await listFiles(folder);
  const hashes = [...new Set(files.flatMap(({ contentHash }) => contentHash ?? []))];
  const { identity, used } = await asSystem(deps.database, async (sql) => ({
    identity: await readIdentity(sql),
    used: new Set(await listUsedHashes(sql, hashes)),
  }));
  const unknown = files.filter(({ contentHash }) => contentHash === null || !used.has(contentHash));
  const old = unknown.filter(({ usedAt }) => usedAt < now - DAYS_TO_MISS_A_ROW * DAY_MILLISECONDS);
  const { claim, warning } = judgeFolder({
    mark: await readMark(folder),
    identity,
    known: files.length - unknown.length,
    unknown: unknown.length,
    old: old.length,
  });
  if (claim) await writeMark(folder, identity);
  if (warning !== null) return { photos, aside: 0, warning };
  for (const { path } of old) await setAside(folder, path);
  return { photos, aside: old.length, warning };
}

/** Sweeps now and once a day until the program ends; a sweep that fails is logged and tried again. */
export function sweepDaily(deps: Deps): void {
  const sweep = (): void => {
    setOrphansAside(deps).then(
      (swept) => tell(deps, swept),
      (error: unknown) => deps.log.error({ err: error }, 'orphaned attachments were not set aside'),
    );
  };
  const timer = setInterval(sweep, DAY_MILLISECONDS);
  timer.unref();
  deps.stopping.addEventListener('abort', () => clearInterval(timer));
  sweep();
}

function tell({ config, log, warnings }: Deps, { photos, aside, warning }: Swept): void {
  const folder = config.attachmentsDirectory;
  warnings.set('attachments', warning);
  if (photos > 0) log.info({ photos }, 'removed photos that no check named');
  if (aside > 0) log.warn({ files: aside, folder }, 'set files aside that no attachment speaks of');
  if (warning !== null) log.error({ folder, ...operatorWarning(warning) }, 'no file was set aside');
}
