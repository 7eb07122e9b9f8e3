import { operatorWarning, type OperatorWarningCode } from '#server/contract/operator-warning.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { shelvesOf } from './content-commands.ts';
import { judgeFolder } from './orphan-rules.ts';
import { deleteUnnamedPhotos, listUsedHashes, readIdentity } from './queries.ts';
import type { AttachmentShelf, KeptFile } from './shelf-files.ts';

const DAY_MILLISECONDS = 86_400_000;
/** Days to wait for the check that names a photo: a device may be without a network for days. */
const DAYS_TO_NAME_A_PHOTO = 14;
/** Days to wait for a row: long enough to notice that the database has lost some. */
const DAYS_TO_MISS_A_ROW = 31;

type World = Pick<Deps, 'config' | 'database' | 'clock' | 'objectStore'>;
export type Swept = { photos: number; aside: number; warning: OperatorWarningCode | null };

/**
 * Removes the rows of photos that no check has named, and sets aside files that no row has named for a month. Deletes
 * no file of a folder, and moves none unless the shelf belongs to this database: see {@link judgeFolder}.
 */
export async function setOrphansAside(deps: World): Promise<Swept> {
  const unnamed = daysAgo(deps, DAYS_TO_NAME_A_PHOTO);
  const photos = await asSystem(deps.database, (sql) =>
    deleteUnnamedPhotos(sql, new Date(unnamed).toISOString()),
  );
  const swept: Swept = { photos, aside: 0, warning: null };
  let knownBefore = 0;
  for (const shelf of shelvesOf(deps)) {
    const { known, aside, warning } = await sweep(deps, shelf, knownBefore);
    knownBefore += known;
    swept.aside += aside;
    swept.warning ??= warning;
  }
  return swept;
}

/**
 * Sweeps one shelf. A folder whose contents were moved to the store holds hardly any that are known: what the database
 * knows on the shelves before counts for a folder that is marked as its own.
 */
async function sweep(deps: World, shelf: AttachmentShelf, knownBefore: number) {
  // Files are listed first, so that a row written meanwhile is known.
  const files = await shelf.list();
  const aside = await shelf.listAside();
  const { identity, used } = await readUsed(deps, [...files, ...aside]);
  const unknown = files.filter(({ contentHash }) => contentHash === null || !used.has(contentHash));
  const longAgo = daysAgo(deps, DAYS_TO_MISS_A_ROW);
  const old = unknown.filter(({ usedAt }) => usedAt < longAgo);
  const known = files.length - unknown.length;
  const mark = await shelf.readMark();
  const { claim, warning } = judgeFolder({
    mark,
    identity,
    known: mark === identity ? known + knownBefore : known,
    unknown: unknown.length,
    old: old.length,
  });
  if (claim) await shelf.writeMark(identity);
  if (warning !== null) return { known, aside: 0, warning };
  for (const file of old) await shelf.setAside(file);
  for (const file of aside) {
    if (used.has(file.contentHash ?? '')) await shelf.takeBack(file);
    else if (file.usedAt < longAgo) await shelf.remove(file);
  }
  return { known, aside: old.length, warning };
}

async function readUsed({ database }: World, files: readonly KeptFile[]) {
  const hashes = [...new Set(files.flatMap(({ contentHash }) => contentHash ?? []))];
  return asSystem(database, async (sql) => ({
    identity: await readIdentity(sql),
    used: new Set(await listUsedHashes(sql, hashes)),
  }));
}

/** Instant in ms since 1970. */
function daysAgo({ clock }: World, days: number): number {
  return Date.parse(clock.now()) - days * DAY_MILLISECONDS;
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

function tell(deps: Deps, { photos, aside, warning }: Swept): void {
  const { log, warnings } = deps;
  const folder = shelvesOf(deps)
    .map(({ name }) => name)
    .join(', ');
  warnings.set('attachments', warning);
  if (photos > 0) log.info({ photos }, 'removed photos that no check named');
  if (aside > 0) log.warn({ files: aside, folder }, 'set files aside that no attachment speaks of');
  if (warning !== null) log.error({ folder, ...operatorWarning(warning) }, 'no file was set aside');
}
