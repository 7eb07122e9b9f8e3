import type { AddressChoice } from '#server/contract/address-review.ts';
import type { DuplicateChoice } from '#server/contract/import-duplicate.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { ImportMapping } from '#server/contract/point-import.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import {
  findActiveSet,
  listCategories,
  listPlacesOutsideCity,
} from '#server/features/communes/queries.ts';
import { readSetting } from '#server/settings/queries.ts';
import { readInWorker, type Reading } from '#server/workers/read-in-worker.ts';

import { positionOf, type KeyedDraft, type RefusalByKey } from './formats/read-drafts.ts';
import type { ReadPointTable, TableQuestions } from './formats/read-point-table.ts';
import { inChunks } from './in-chunks-queries.ts';
import { findMapping, listBrokenGeometries } from './queries.ts';
import { createKeptTable, nameOfReading } from './read-kept-table.ts';
import { findLikelyGrid } from './read-likely-grid.ts';
import { listWords } from './word-queries.ts';

export type ImportFile = {
  fileName: string;
  bytes: Uint8Array;
  /** Name of the layer, for a map file that holds several. */
  layer?: string | null;
  /** EPSG number of a map file's system, where the user chose it. */
  sourceSrid?: number | null;
  mapping: ImportMapping | null;
  /** Choices of the user for rows that an address places. */
  choices: readonly AddressChoice[];
  /** Decisions of the user about rows that may be there already. */
  duplicates?: readonly DuplicateChoice[];
  reading?: Reading;
};
/** Dependencies of reading a table. */
export type ImportReader = Pick<Deps, 'database' | 'clock' | 'gazetteers'>;
/** A table with the rows of given positions that the borders or their shapes refuse. */
export type ReadTable = ReadPointTable & { refused: RefusalByKey };

const kept = createKeptTable<ReadTable>();

/**
 * Reads a table in a worker, by the given mapping, else the remembered one, else a guess. No transaction is open
 * meanwhile. The table that was read last is not read again.
 */
export async function readImport(
  deps: ImportReader,
  actor: Actor,
  { fileName, bytes, layer = null, sourceSrid = null, mapping, reading }: ImportFile,
  task: 'pointTable' | 'objectTable' = 'pointTable',
): Promise<ReadTable> {
  const within = <T>(work: (sql: TransactionSql) => Promise<T>) =>
    asActor(deps.database, actor, work);
  const today = deps.clock.today();
  const { categories, taught, boundaries } = await within(async (sql) => ({
    categories: await listCategories(sql),
    taught: await listWords(sql),
    boundaries: {
      inForce: await findActiveSet(sql),
      uncertainty: await readSetting(sql, 'boundary.uncertainty', today),
    },
  }));
  const input = { fileName, bytes, layer, sourceSrid, categories, taught, today };
  const { accountId } = actor;
  const name = await nameOfReading({ ...input, task, accountId, boundaries });
  const remembered = (signature: string) => within((sql) => findMapping(sql, accountId, signature));
  const known = await kept.find(name, { mapping, remembered });
  if (known !== null) return known;
  const questions: TableQuestions = {
    remembered,
    likelyGrid: (samples) => within((sql) => findLikelyGrid(sql, samples, today)),
  };
  const read = await readInWorker(task, { ...input, mapping }, { ...reading, questions });
  const placed = read.kept.filter((row): row is KeyedDraft => row.draft.geometry !== null);
  const table = { ...read, refused: await within((sql) => refusedRows(sql, placed)) };
  kept.keep(name, table);
  return table;
}

/** Finds the rows that only the database can refuse: outside every commune, or with a shape that crosses itself. */
export async function refusedRows(
  sql: TransactionSql,
  rows: readonly KeyedDraft[],
): Promise<RefusalByKey> {
  const keyOf = (place: number) => rows[place]?.key ?? '';
  const shapes = rows.flatMap(({ draft }, place) =>
    draft.geometry.type === 'Point' ? [] : [{ place, geometry: draft.geometry }],
  );
  const broken = await inChunks(shapes, (chunk) => listBrokenGeometries(sql, chunk));
  const positions = rows.map(({ draft }) => positionOf(draft));
  const outside = await inChunks(positions, async (chunk, from) =>
    (await listPlacesOutsideCity(sql, chunk)).map((place) => from + place),
  );
  return new Map([
    ...outside.map((place) => [keyOf(place), 'import.outside_city' as const] as const),
    ...broken.map((place) => [keyOf(place), 'import.geometry_broken' as const] as const),
  ]);
}
