import type { AddressChoice, AddressReview } from '#server/contract/address-review.ts';
import type { PossibleDuplicate } from '#server/contract/import-duplicate.ts';
import type { UnknownWord } from '#server/contract/import-word.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { ImportPreview, RowProblem } from '#server/contract/point-import.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor } from '#server/db/transaction.ts';

import { foldWord } from './formats/category-words.ts';
import { headerSignature, missingFields } from './formats/column-mapping.ts';
import { draftRow } from './formats/draft-rows.ts';
import { placeAddresses } from './read-addresses.ts';
import { findDuplicates } from './read-duplicates.ts';
import { withoutDuplicates } from './formats/waiting-duplicates.ts';
import { findKnownRows, inChunks, type KnownRow } from './queries.ts';
import { columnOf, positionOf, refuseDrafts, type JudgedTable } from './formats/read-drafts.ts';
import type { ReadPointTable } from './formats/read-point-table.ts';
import {
  readImport,
  refusedRows,
  type ImportFile,
  type ImportReader,
  type ReadTable,
} from './read-table.ts';

const MOST_SHOWN = 50;

const SHOWN_ROWS = 5_000;
const SHOWN_PROBLEMS = 500;
const SHOWN_DUPLICATES = 500;

/** A table that was read and checked on its own, not yet against the register. */
export type TableRead = Omit<ReadPointTable, 'kept' | 'problems'>;
export type JudgedImport = { table: TableRead; judged: JudgedTable; review: AddressReview };

/** Checks the rows of a table against the database, without writing. */
export async function judgeImport(
  sql: TransactionSql,
  deps: ImportReader,
  { kept, problems, refused, ...table }: ReadTable,
  choices: readonly AddressChoice[],
): Promise<JudgedImport> {
  const { mapping } = table;
  const { judged, review } = await placeAddresses(sql, deps, {
    unplaced: { kept, problems },
    mapping,
    column: columnOf(table, mapping, 'address'),
    choices,
  });
  const unplaced = new Set(
    kept.filter(({ draft }) => draft.geometry === null).map(({ key }) => key),
  );
  const addressed = judged.kept.filter(({ key }) => unplaced.has(key));
  const all = new Map([...refused, ...(await refusedRows(sql, addressed))]);
  return { table, judged: refuseDrafts(judged, table, mapping, all), review };
}

/** Previews the import of a file, row by row. */
export async function previewImport(
  deps: ImportReader,
  actor: Actor,
  file: ImportFile,
): Promise<ImportPreview> {
  const read = await readImport(deps, actor, file);
  return asActor(deps.database, actor, async (sql) => {
    const { known, duplicates, ...judged } = await judgePoints(sql, deps, read, file);
    return describeImport(file.fileName, judged, known, duplicates);
  });
}

/** The rows of a table of points, checked against the register: those that it knows, and those that it may know. */
export type JudgedPoints = JudgedImport & { known: KnownRow[]; duplicates: PossibleDuplicate[] };

/** Checks the rows of a table of points, without writing. A row that may be there already waits for a decision. */
export async function judgePoints(
  sql: TransactionSql,
  deps: ImportReader,
  read: ReadTable,
  { choices, duplicates: decisions = [] }: Pick<ImportFile, 'choices' | 'duplicates'>,
): Promise<JudgedPoints> {
  const { table, judged, review } = await judgeImport(sql, deps, read, choices);
  const today = deps.clock.today();
  const known = await inChunks(judged.kept, (chunk) =>
    findKnownRows(
      sql,
      chunk.map((kept) => draftRow(kept, today)),
    ),
  );
  const knownKeys = new Set(known.map((row) => row.importKey));
  const fresh = judged.kept.filter(({ key }) => !knownKeys.has(key));
  const duplicates = await findDuplicates(sql, fresh, decisions, today);
  return {
    table,
    review,
    known,
    duplicates,
    judged: withoutDuplicates(judged, duplicates, columnOf(table, table.mapping, 'officialName')),
  };
}

/** Describes a table that was read, for its reader. */
export function describeImport(
  fileName: string,
  { table, judged, review }: JudgedImport,
  known: readonly Pick<KnownRow, 'same'>[],
  duplicates: readonly PossibleDuplicate[] = [],
): ImportPreview {
  return {
    fileName,
    format: table.format,
    encoding: table.encoding,
    delimiter: table.delimiter,
    layer: table.layer,
    coordinateSystem: table.coordinateSystem,
    systemSuggestions: table.systemSuggestions,
    warnings: table.warnings,
    header: table.header,
    headerSignature: headerSignature(table.header),
    mapping: table.mapping,
    mappingOrigin: table.mappingOrigin,
    missingFields: missingFields(table.mapping, table.format),
    cells: table.firstRows.map(({ line, cells }) => ({ line, cells })),
    rows: shownRows(judged),
    problems: judged.problems.slice(0, SHOWN_PROBLEMS),
    problemCounts: countByCode(judged.problems),
    counts: countsOf(table, judged, known),
    addresses: review,
    likelyGrid: table.likelyGrid,
    unknownWords: unknownWordsOf(judged.problems),
    duplicates: duplicates.slice(0, SHOWN_DUPLICATES),
    duplicateCount: duplicates.length,
  };
}

function shownRows(judged: JudgedTable): ImportPreview['rows'] {
  return judged.kept.slice(0, SHOWN_ROWS).map(({ draft }) => ({
    line: draft.line,
    officialName: draft.officialName,
    kind: draft.kind,
    category: draft.category,
    status: draft.status,
    position: positionOf(draft),
  }));
}

/** Counts rows: several cells of a row may be wrong for the same reason. */
function countByCode(problems: readonly RowProblem[]): ImportPreview['problemCounts'] {
  const lines = new Map<RowProblem['code'], Set<number>>();
  for (const { code, line } of problems) {
    lines.set(code, (lines.get(code) ?? new Set()).add(line));
  }
  return [...lines]
    .map(([code, { size: count }]) => ({ code, count }))
    .toSorted((a, b) => b.count - a.count);
}

/** Lists the lines of rows that only wait for a decision: one with an error is refused, whatever else it needs. */
export function waitingLines(problems: readonly RowProblem[]): number[] {
  const refused = linesOf(problems, 'error');
  return [...linesOf(problems, 'needs_consent')].filter((line) => !refused.has(line));
}

function linesOf(problems: readonly RowProblem[], severity: RowProblem['severity']): Set<number> {
  return new Set(problems.filter((one) => one.severity === severity).map(({ line }) => line));
}

function countsOf(
  table: TableRead,
  judged: JudgedTable,
  known: readonly Pick<KnownRow, 'same'>[],
): ImportPreview['counts'] {
  const refused = linesOf(judged.problems, 'error');
  const waiting = waitingLines(judged.problems);
  const same = known.filter((row) => row.same).length;
  return {
    rows: table.rowCount,
    ready: judged.kept.length,
    needsConsent: waiting.length,
    refused: refused.size,
    added: judged.kept.length - known.length,
    changed: known.length - same,
    unchanged: same,
  };
}

/** Lists the words for categories that nobody knows, as first spelled, each with its rows; the most frequent first. */
export function unknownWordsOf(problems: readonly RowProblem[]): UnknownWord[] {
  const words = new Map<string, UnknownWord>();
  for (const { code, value } of problems) {
    if (code !== 'import.category_unknown' || value === null) continue;
    const folded = foldWord(value);
    const known = words.get(folded);
    if (known === undefined) words.set(folded, { word: value, count: 1 });
    else known.count += 1;
  }
  return [...words.values()].toSorted((a, b) => b.count - a.count).slice(0, MOST_SHOWN);
}
