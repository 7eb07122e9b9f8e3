import { isDeepStrictEqual } from 'node:util';

import type { AddressChoice } from '#server/contract/address-review.ts';
import type { Commune } from '#server/contract/commune.ts';
import type { DuplicateChoice } from '#server/contract/import-duplicate.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { ImportMapping, LikelyGrid, Vn2000Grid } from '#server/contract/point-import.ts';
import { foldText } from '#server/contract/text.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { GRIDS } from '#server/contract/vn2000-grids.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import {
  findActiveSet,
  listCategories,
  listPlacesOutsideCity,
  listCommunes,
} from '#server/features/communes/queries.ts';
import { readSetting } from '#server/settings/queries.ts';
import { hashOfFile } from '#server/workers/hash-of-file.ts';
import { readInWorker, type Reading } from '#server/workers/read-in-worker.ts';

import { listWords } from './claim-queries.ts';
import { headerSignature } from './formats/column-mapping.ts';
import { positionOf, type KeyedDraft, type RefusalByKey } from './formats/read-drafts.ts';
import type {
  PointTableInput,
  ReadPointTable,
  TableQuestions,
} from './formats/read-point-table.ts';
import type { GridSample } from './formats/sample-grids.ts';
import { findMapping, inChunks, listBrokenGeometries, listCommuneIdsAt } from './queries.ts';

const KEPT_MILLISECONDS = 5 * 60_000;

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

/**
 * Finds the grid of a table in metres by the communes that its rows name: the grid that puts most of them into that
 * commune, by code or by present or former name. Among equally good ones it takes the first in the usual order. Null
 * when no row is in metres and names a commune, or no grid puts half of them right.
 */
async function findLikelyGrid(
  sql: TransactionSql,
  samples: readonly GridSample[],
  today: IsoDate,
): Promise<LikelyGrid | null> {
  if (samples.length === 0) return null;
  const candidates = samples.flatMap((sample) =>
    sample.places.map((place) => ({ ...place, sample })),
  );
  const communes = new Map((await listCommunes(sql, today)).map((one) => [one.id, one]));
  const positions = candidates.map(({ position }) => position);
  const ids = await listCommuneIdsAt(sql, positions);
  const agreeing = new Map<Vn2000Grid, number>();
  for (const [place, { grid, sample }] of candidates.entries()) {
    const commune = communes.get(ids[place] ?? 0);
    if (commune !== undefined && isNamed(commune, sample)) {
      agreeing.set(grid, (agreeing.get(grid) ?? 0) + 1);
    }
  }
  const most = Math.max(0, ...agreeing.values());
  const [grid, ...rivals] = GRIDS.filter((one) => agreeing.get(one) === most);
  if (grid === undefined || most * 2 < samples.length) return null;
  return { grid, rivals, agreeing: most, named: samples.length };
}

/** Compares by the code where it is a present one; otherwise looks for the names within the text of the cell. */
function isNamed({ code, name, formerNames }: Commune, sample: GridSample): boolean {
  const { communeCode, communeName } = sample;
  if (communeCode !== null && /^\d{1,5}$/.test(communeCode)) {
    return communeCode.padStart(5, '0') === code;
  }
  const text = ` ${wordsOf(communeName ?? '')} `;
  return [name, ...formerNames].some((one) => text.includes(` ${wordsOf(one)} `));
}

function wordsOf(text: string): string {
  return foldText(text)
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Everything beside the mapping that the reading of a table depends on. */
export type ReadingGrounds = Omit<PointTableInput, 'mapping'> & {
  task: string;
  accountId: string;
  /** The borders in force: they refuse rows, and tell the grid of positions in metres. */
  boundaries: unknown;
};

/** Names a reading: two with the same name give the same rows under the same mapping. */
export async function nameOfReading({ bytes, ...rest }: ReadingGrounds): Promise<string> {
  return `${await hashOfFile(bytes)} ${JSON.stringify(rest)}`;
}

type Asked = {
  mapping: ImportMapping | null;
  /** Finds the mapping of the person's last table with these headings. */
  remembered: (headerSignature: string) => Promise<ImportMapping | null>;
};

type KeptTable<Table extends ReadPointTable> = {
  keep: (name: string, table: Table) => void;
  /** Finds the table of this name if its rows are those that the mapping would give; else null. */
  find: (name: string, asked: Asked) => Promise<Table | null>;
};

/**
 * Keeps the table that was read last, for five minutes: who imports a table has nearly always looked at it a moment
 * before. Its rows are shared and must not be changed.
 */
export function createKeptTable<Table extends ReadPointTable>(): KeptTable<Table> {
  let kept: { name: string; table: Table; end: NodeJS.Timeout } | null = null;
  return {
    keep(name, table) {
      clearTimeout(kept?.end);
      const end = setTimeout(() => {
        kept = null;
      }, KEPT_MILLISECONDS);
      kept = { name, table, end: end.unref() };
    },
    async find(name, { mapping, remembered }) {
      if (kept?.name !== name) return null;
      const { table } = kept;
      const known = mapping ?? (await remembered(headerSignature(table.header)));
      if (known === null) return table.mappingOrigin === 'guessed' ? table : null;
      if (!isDeepStrictEqual(known, table.mapping)) return null;
      return { ...table, mappingOrigin: mapping === null ? 'remembered' : 'given' };
    },
  };
}
