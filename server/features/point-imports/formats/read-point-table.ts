import type {
  ImportMapping,
  ImportPreview,
  LikelyGrid,
  RowProblem,
} from '#server/contract/point-import.ts';
import type { Category } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { readAnyTable } from '#server/map-files/read-any-table.ts';
import type { Table, TableRow } from '#server/tables/table.ts';

import type { TaughtWord } from './category-words.ts';
import { guessMapping, headerSignature } from './column-mapping.ts';
import { judgeTable, type UnplacedTable } from './read-drafts.ts';
import { sampleGrids, type GridSample } from './sample-grids.ts';

/** Number of rows that are used to guess the columns, and that a reader is shown unchanged. */
const SAMPLE_ROWS = 200;
const SHOWN_ROWS = 8;

/**
 * The parts of a table that a register accepts: its categories, and the mapping without fields that it does not have.
 */
export type TableTaker = {
  accepts: (category: Category) => boolean;
  narrow: (mapping: ImportMapping, header: readonly string[]) => ImportMapping;
};
export const EVERYTHING: TableTaker = { accepts: () => true, narrow: (mapping) => mapping };

export type PointTableInput = {
  fileName: string;
  bytes: Uint8Array;
  /** Name of the layer, for a map file that holds several. */
  layer: string | null;
  /** EPSG number of a map file's system, where the person chose it; else what the file says. */
  sourceSrid: number | null;
  /** The person's choice; null for the remembered mapping, or else a guess. */
  mapping: ImportMapping | null;
  categories: readonly Category[];
  /** Words that the office has taught for categories. */
  taught: readonly TaughtWord[];
  today: IsoDate;
};
/** Questions that only the database can answer, asked while the table is being read. */
export type TableQuestions = {
  /** Finds this person's earlier mapping of a table with these headings, by {@link headerSignature}. */
  remembered: (signature: string) => Promise<ImportMapping | null>;
  /** Finds the grid of positions in metres by the communes that rows name. */
  likelyGrid: (samples: readonly GridSample[]) => Promise<LikelyGrid | null>;
};

/** A table without its rows, and the result of each row. */
export type ReadPointTable = Omit<Table, 'rows'> & {
  rowCount: number;
  firstRows: TableRow[];
  mapping: ImportMapping;
  mappingOrigin: ImportPreview['mappingOrigin'];
  likelyGrid: LikelyGrid | null;
  kept: UnplacedTable['kept'];
  problems: RowProblem[];
};

/**
 * Reads a table and checks each of its rows as far as the table alone allows.
 * @throws AppError `import.…`, `format.…`
 */
export async function readPointTable(
  { mapping: given, categories, taught, today, ...file }: PointTableInput,
  questions: TableQuestions,
  taker: TableTaker = EVERYTHING,
): Promise<ReadPointTable> {
  const { rows, ...head } = await readAnyTable(file);
  const table: Table = { ...head, rows };
  const { header } = head;
  const known = given === null ? await questions.remembered(headerSignature(header)) : null;
  const mapping = taker.narrow(
    given ?? known ?? guessMapping(header, rows.slice(0, SAMPLE_ROWS)),
    header,
  );
  const samples = sampleGrids(table, mapping);
  const likelyGrid = samples.length === 0 ? null : await questions.likelyGrid(samples);
  const judged = judgeTable(table, mapping, {
    today,
    categories: categories.filter(taker.accepts),
    taught,
    likelyGrid: likelyGrid?.grid ?? null,
  });
  return {
    ...head,
    rowCount: rows.length,
    firstRows: rows.slice(0, SHOWN_ROWS),
    mapping,
    mappingOrigin: given !== null ? 'given' : known === null ? 'guessed' : 'remembered',
    likelyGrid,
    ...judged,
  };
}
