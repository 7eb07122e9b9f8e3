import type { AddressChoice, AddressReview } from '#server/contract/address-review.ts';
import type {
  ImportMapping,
  ImportPreview,
  LikelyGrid,
  RowProblem,
} from '#server/contract/point-import.ts';
import type { Category } from '#server/contract/point.ts';
import type { Actor } from '#server/contract/permission.ts';
import { asActor } from '#server/db/transaction.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Deps } from '#server/deps.ts';
import { listCategories, listPlacesOutsideCity } from '#server/features/communes/queries.ts';

import { guessMapping, headerSignature, missingFields } from './column-mapping.ts';
import { draftRow } from './draft-rows.ts';
import { findLikelyGrid, sampleGrids } from './likely-grid.ts';
import { placeAddresses } from './place-addresses.ts';
import { findKnownRows, findMapping, listBrokenGeometries, type KnownRow } from './queries.ts';
import { columnOf, judgeTable, positionOf, refuseDrafts, type JudgedTable } from './read-drafts.ts';
import { readTable } from './read-table.ts';
import type { Table } from './table.ts';

const SHOWN_CELLS = 8;
const SHOWN_ROWS = 5_000;
const SHOWN_PROBLEMS = 500;

export type ImportFile = {
  fileName: string;
  bytes: Uint8Array;
  mapping: ImportMapping | null;
  /** What somebody chose for rows that an address places. */
  choices: readonly AddressChoice[];
};
/** What reading a table needs of the outside world. */
export type ImportReader = Pick<Deps, 'database' | 'clock' | 'gazetteers'>;
export type ReadImport = {
  table: Table;
  mapping: ImportMapping;
  mappingOrigin: ImportPreview['mappingOrigin'];
  judged: JudgedTable;
  review: AddressReview;
  likelyGrid: LikelyGrid | null;
};

/** What a register takes of a table: which categories, and a mapping without what it has no place for. */
export type TableTaker = {
  accepts: (category: Category) => boolean;
  narrow: (mapping: ImportMapping, header: readonly string[]) => ImportMapping;
};
const EVERYTHING: TableTaker = { accepts: () => true, narrow: (mapping) => mapping };

/** Reads and judges a table without writing: the mapping given, else the remembered, else a guess. */
export async function readImport(
  sql: TransactionSql,
  deps: ImportReader,
  actor: Actor,
  file: ImportFile,
  taker: TableTaker = EVERYTHING,
): Promise<ReadImport> {
  const table = await readTable({ fileName: file.fileName, bytes: file.bytes });
  const signature = headerSignature(table.header);
  const remembered =
    file.mapping === null ? await findMapping(sql, actor.accountId, signature) : null;
  const mapping = taker.narrow(
    file.mapping ?? remembered ?? guessMapping(table.header, table.rows.slice(0, 200)),
    table.header,
  );
  const categories = (await listCategories(sql)).filter(taker.accepts);
  const today = deps.clock.today();
  const likelyGrid = await findLikelyGrid(sql, sampleGrids(table, mapping), today);
  const unplaced = judgeTable(table, mapping, {
    today,
    categories,
    likelyGrid: likelyGrid?.grid ?? null,
  });
  const { judged, review } = await placeAddresses(sql, deps, {
    unplaced,
    mapping,
    column: columnOf(table, mapping, 'address'),
    choices: file.choices,
  });
  return {
    table,
    mapping,
    mappingOrigin: file.mapping !== null ? 'given' : remembered === null ? 'guessed' : 'remembered',
    judged: refuseDrafts(judged, table, mapping, await refusedPlaces(sql, judged)),
    review,
    likelyGrid,
  };
}

/** What only the database can tell: outside every commune, or a shape that crosses itself. */
async function refusedPlaces(sql: TransactionSql, judged: JudgedTable) {
  const shapes = judged.kept.flatMap(({ draft }, place) =>
    draft.geometry.type === 'Point' ? [] : [{ place, geometry: draft.geometry }],
  );
  const broken = await listBrokenGeometries(sql, shapes);
  const outside = await listPlacesOutsideCity(
    sql,
    judged.kept.map(({ draft }) => positionOf(draft)),
  );
  return new Map([
    ...outside.map((place) => [place, 'import.outside_city' as const] as const),
    ...broken.map((place) => [place, 'import.geometry_broken' as const] as const),
  ]);
}

/** What an import of the file would do, row by row. */
export async function previewImport(
  deps: ImportReader,
  actor: Actor,
  file: ImportFile,
): Promise<ImportPreview> {
  return asActor(deps.database, actor, async (sql) => {
    const read = await readImport(sql, deps, actor, file);
    const today = deps.clock.today();
    const known = await findKnownRows(
      sql,
      read.judged.kept.map((kept) => draftRow(kept, today)),
    );
    return describeImport(file.fileName, read, known);
  });
}

/** What a reader is shown of a table that was read. */
export function describeImport(
  fileName: string,
  { table, mapping, mappingOrigin, judged, review, likelyGrid }: ReadImport,
  known: readonly KnownRow[],
): ImportPreview {
  return {
    fileName,
    format: table.format,
    encoding: table.encoding,
    delimiter: table.delimiter,
    warnings: table.warnings,
    header: table.header,
    headerSignature: headerSignature(table.header),
    mapping,
    mappingOrigin,
    missingFields: missingFields(mapping, table.format),
    cells: table.rows.slice(0, SHOWN_CELLS).map(({ line, cells }) => ({ line, cells })),
    rows: shownRows(judged),
    problems: judged.problems.slice(0, SHOWN_PROBLEMS),
    problemCounts: countByCode(judged.problems),
    counts: countsOf(table, judged, known),
    addresses: review,
    likelyGrid,
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

function countByCode(problems: readonly RowProblem[]): ImportPreview['problemCounts'] {
  const counts = new Map<RowProblem['code'], number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .toSorted((a, b) => b.count - a.count);
}

/** A row with an error is refused, whatever else it needs; one that only asks for consent waits. */
function countsOf(
  table: Table,
  judged: JudgedTable,
  known: readonly KnownRow[],
): ImportPreview['counts'] {
  const lines = (severity: RowProblem['severity']) =>
    new Set(judged.problems.filter((one) => one.severity === severity).map((one) => one.line));
  const refused = lines('error');
  const waiting = [...lines('needs_consent')].filter((line) => !refused.has(line));
  const same = known.filter((row) => row.same).length;
  return {
    rows: table.rows.length,
    ready: judged.kept.length,
    needsConsent: waiting.length,
    refused: refused.size,
    added: judged.kept.length - known.length,
    changed: known.length - same,
    unchanged: same,
  };
}
