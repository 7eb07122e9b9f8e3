import { createHash } from 'node:crypto';

import { CITY_BOUNDS, type LonLat } from '#server/contract/geo.ts';
import type { ImportMapping, RowProblem } from '#server/contract/point-import.ts';
import { foldText } from '#server/contract/text.ts';
import type { Table } from '#server/tables/table.ts';

import {
  rowValidator,
  type AddressedDraft,
  type PointDraft,
  type RowContext,
} from './validate-row.ts';

/** Five decimals of a degree are about a metre: finer than anyone means, coarser than a rounding. */
const DECIMALS = 5;

export type KeyedDraft = { key: string; draft: PointDraft };
export type AddressedRow = { key: string; draft: AddressedDraft };

/** A whole table judged: what could be written, and every reason why the rest cannot. */
export type JudgedTable = { kept: KeyedDraft[]; problems: RowProblem[] };
/** The same before the addresses have been looked up. */
export type UnplacedTable = {
  kept: (KeyedDraft | AddressedRow)[];
  problems: RowProblem[];
};

export function judgeTable(
  table: Table,
  mapping: ImportMapping,
  context: Omit<RowContext, 'bbox'>,
): UnplacedTable {
  const judge = rowValidator(table.header, mapping, { ...context, bbox: CITY_BOUNDS });
  const drafts: (PointDraft | AddressedDraft)[] = [];
  const problems: RowProblem[] = [];
  for (const row of table.rows) {
    const outcome = judge(row);
    if ('draft' in outcome) drafts.push(outcome.draft);
    else problems.push(...outcome.problems);
  }
  const repeated = splitRepeated(drafts, (field) => columnOf(table, mapping, field));
  const kept = repeated.kept.map(({ key, draft }) =>
    draft.geometry === null ? { key, draft } : { key, draft },
  );
  return { kept, problems: [...problems, ...repeated.problems] };
}

/** Rows that only the database can refuse, by key. */
export type RefusalByKey = ReadonlyMap<string, 'import.outside_city' | 'import.geometry_broken'>;

/** Takes the refused rows out of a table and reports them. */
export function refuseDrafts(
  judged: JudgedTable,
  table: Pick<Table, 'header'>,
  mapping: ImportMapping,
  refused: RefusalByKey,
): JudgedTable {
  if (refused.size === 0) return judged;
  const problems = judged.kept.flatMap(({ key, draft }): RowProblem[] => {
    const code = refused.get(key);
    if (code === undefined) return [];
    const field = code === 'import.outside_city' ? 'latitude' : 'wkt';
    const column = columnOf(table, mapping, field);
    return [{ line: draft.line, field, column, code, severity: 'error', value: null }];
  });
  return {
    kept: judged.kept.filter(({ key }) => !refused.has(key)),
    problems: [...judged.problems, ...problems],
  };
}

/** A position of the geometry, for lists and maps: of a line or an area its first corner. */
export function positionOf(draft: PointDraft): LonLat {
  let part: unknown = draft.geometry.coordinates;
  while (Array.isArray(part) && Array.isArray(part[0])) part = part[0];
  const [longitude, latitude] = part as LonLat;
  return [longitude, latitude];
}

export function columnOf(
  table: Pick<Table, 'header'>,
  mapping: ImportMapping,
  field: keyof ImportMapping['columns'],
): string | null {
  const index = mapping.columns[field];
  return index === undefined ? null : (table.header[index] ?? null);
}

/**
 * The same for the same row of the same or a corrected file: its external id when it has one,
 * otherwise a hash of its folded name and rounded position, or of its name and address: a better gazetteer
 * may place an address elsewhere, and the row stays the same. Fits the column `import_key`.
 */
export function rowIdentity(
  draft: Pick<PointDraft | AddressedDraft, 'externalId' | 'officialName' | 'geometry' | 'address'>,
): string {
  if (draft.externalId !== null) return `id:${draft.externalId}`;
  if (draft.geometry === null) {
    const words = `${foldText(draft.officialName)}\n${foldText(draft.address ?? '')}`;
    return `address:${createHash('sha256').update(words).digest('hex')}`;
  }
  const place = JSON.stringify(draft.geometry.coordinates, (_, value: unknown) =>
    typeof value === 'number' ? rounded(value) : value,
  );
  const hash = createHash('sha256')
    .update(`${foldText(draft.officialName)}\n${place}`)
    .digest('hex');
  return `place:${hash}`;
}

function rounded(degrees: number): string {
  return degrees.toFixed(DECIMALS);
}

/** Rows of one file with the same identity: the first stays, each later one is reported with the first's line. */
export function splitRepeated<Draft extends PointDraft | AddressedDraft>(
  drafts: readonly Draft[],
  columnOf: (field: 'externalId' | 'officialName') => string | null,
): { kept: { key: string; draft: Draft }[]; problems: RowProblem[] } {
  const firstLine = new Map<string, number>();
  const kept: { key: string; draft: Draft }[] = [];
  const problems: RowProblem[] = [];
  for (const draft of drafts) {
    const key = rowIdentity(draft);
    const otherLine = firstLine.get(key);
    if (otherLine === undefined) {
      firstLine.set(key, draft.line);
      kept.push({ key, draft });
      continue;
    }
    const field = draft.externalId === null ? 'officialName' : 'externalId';
    const value = draft.externalId ?? draft.officialName;
    problems.push({
      line: draft.line,
      field,
      column: columnOf(field),
      code: 'import.duplicate_row',
      severity: 'error',
      value,
      otherLine,
    });
  }
  return { kept, problems };
}
