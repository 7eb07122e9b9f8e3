import type {
  ImportMapping,
  ImportPreview,
  LikelyGrid,
  RowProblem,
} from '#server/contract/point-import.ts';
import type { Category } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { guessMapping, headerSignature } from './column-mapping.ts';
import { judgeTable, type UnplacedTable } from './read-drafts.ts';
import { readTable } from './read-table.ts';
import { sampleGrids, type GridSample } from './sample-grids.ts';
import type { Table, TableRow } from './table.ts';

/** Rows by which columns are guessed, and rows that a reader is shown as they stand. */
const SAMPLE_ROWS = 200;
const SHOWN_ROWS = 8;

/** What a register takes of a table: which categories, and a mapping without what it has no place for. */
export type TableTaker = {
  accepts: (category: Category) => boolean;
  narrow: (mapping: ImportMapping, header: readonly string[]) => ImportMapping;
};
export const EVERYTHING: TableTaker = { accepts: () => true, narrow: (mapping) => mapping };

export type PointTableInput = {
  fileName: string;
  bytes: Uint8Array;
  /** What the person chose; null: the remembered one, else a guess. */
  mapping: ImportMapping | null;
  categories: readonly Category[];
  today: IsoDate;
};
/** What only the database knows, asked when the table has been read so far. */
export type TableQuestions = {
  /** How this person read a table with these headings before; by {@link headerSignature}. */
  remembered: (signature: string) => Promise<ImportMapping | null>;
  /** The grid of positions in metres, by the communes that rows name. */
  likelyGrid: (samples: readonly GridSample[]) => Promise<LikelyGrid | null>;
};

/** A table without its rows, and what became of each of them. */
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
 * Reads a table and judges each of its rows as far as the table alone tells.
 * @throws PointFileError
 */
export async function readPointTable(
  { fileName, bytes, mapping: given, categories, today }: PointTableInput,
  questions: TableQuestions,
  taker: TableTaker = EVERYTHING,
): Promise<ReadPointTable> {
  const { rows, ...head } = await readTable({ fileName, bytes });
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
