import type { BoundingBox, Geometry } from '#server/contract/geo.ts';
import type { PlaceCandidate } from '#server/contract/geocoding.ts';
import { findPersonalData } from '#server/contract/personal-data.ts';
import type { PersonalDataMark } from '#server/contract/personal-data-mark.ts';
import type {
  ConsentCode,
  ImportField,
  ImportMapping,
  RowProblem,
  Vn2000Grid,
} from '#server/contract/point-import.ts';
import type { Category, PointKind } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { isBlank, readCoordinate } from '#server/contract/coordinate-text.ts';
import type { TableRow } from '#server/tables/table.ts';

import { KIND_BY_WORD, categoryLookup, foldWord, type TaughtWord } from './category-words.ts';
import { SCREENED_COLUMNS, TEXT_COLUMNS } from './column-words.ts';
import { cellsOf } from './row-cells.ts';
import type { RowCells } from './row-cells.ts';
import { readLife } from './row-life.ts';
import type { RowLife } from './row-life.ts';
import { readPosition } from './row-position.ts';

/** Texts of a row that enter as they are written; null where the cell is empty. */
type RowTexts = Record<keyof typeof TEXT_COLUMNS, string | null>;

/** A row as it would enter the register; WGS 84, longitude first, metres, civil dates. */
export type PointDraft = RowLife &
  RowTexts & {
    line: number;
    externalId: string | null;
    officialName: string;
    aliases: string[];
    kind: PointKind;
    category: string;
    geometry: Geometry;
    /** Commune in the table, as is its name; the commune of the point is found from its geometry. */
    communeCode: string | null;
    locationErrorMetres: number | null;
    /** Readings of the position that the user agreed to and that this row needed. */
    consentedTo: ConsentCode[];
    /** The address as it was looked up; null where the table has a position. */
    address: string | null;
    /**
     * Source of the position of a row with an address; null where the table has a position, and until it is looked
     * up.
     */
    placedBy: PlacedBy | null;
  };

/** Basis of a position: an answer of a gazetteer, or a choice of the importing person, of a spot or of a commune. */
export type PlacedBy =
  | (Pick<PlaceCandidate, 'label' | 'precision' | 'radiusMetres'> & { source: string })
  | { byHand: true; commune: string | null; radiusMetres: number };

/** A row that says where it lies by an address alone. */
export type AddressedDraft = Omit<PointDraft, 'geometry' | 'address'> & {
  geometry: null;
  address: string;
};

export type RowOutcome = { draft: PointDraft | AddressedDraft } | { problems: RowProblem[] };

export type RowContext = {
  /** The city's date now: nothing that a table tells may lie after it. */
  today: IsoDate;
  /** Surroundings of the city: west, south, east, north, degrees. */
  bbox: BoundingBox;
  categories: readonly Category[];
  /** Words that the office has taught for categories. */
  taught?: readonly TaughtWord[];
  /** The grid that puts most rows into the commune that they name; null where none is known. */
  likelyGrid?: Vn2000Grid | null;
};

const TEXT_FIELDS = Object.keys(TEXT_COLUMNS) as (keyof typeof TEXT_COLUMNS)[];
const LENGTHS = { officialName: 200, alias: 200, externalId: 200 };
const SHORTEST_NAME = 2;
const MAXIMUM_ALIASES = 20;
const MAXIMUM_ERROR_METRES = 10_000;

/** Prepares the judge of a table's rows: each row becomes a draft, or every reason why it cannot be one. */
export function rowValidator(
  header: readonly string[],
  mapping: ImportMapping,
  context: RowContext,
): (row: TableRow) => RowOutcome {
  const categories = categoryLookup(context.categories, context.taught);
  const byCode = new Map(context.categories.map((category) => [category.code, category]));
  const fallback =
    mapping.defaults.category === null ? undefined : byCode.get(mapping.defaults.category);

  const marksIn = screening();

  return (row) => {
    const cells = cellsOf(header, mapping, row);
    const officialName = readName(cells);
    const aliases = readAliases(cells);
    const category = readCategory(cells, categories, fallback);
    const position = readPosition(cells, context);
    const life = readLife(cells, context.today);
    const externalId = readText(cells, 'externalId', LENGTHS.externalId);
    const communeCode = readCommuneCode(cells);
    const texts = readTexts(cells);
    const locationErrorMetres = readLocationError(cells);
    for (const field of SCREENED_COLUMNS) screen(cells, field, marksIn);
    if (cells.problems.length > 0 || category === null || position === null || life === null) {
      return { problems: cells.problems };
    }
    texts.documentNumber ??= mapping.defaults.documentNumber;
    const own = { line: row.line, officialName, aliases, externalId, communeCode };
    // Spreading all of it would take half as long again, for each of 100,000 rows.
    const draft = Object.assign(own, { locationErrorMetres }, category, life, texts);
    return { draft: { ...draft, ...position, placedBy: null } };
  };
}

function readName(cells: RowCells): string {
  const name = cells.cell('officialName')?.replace(/\s+/g, ' ') ?? '';
  if (name === '') cells.report('officialName', 'import.name_missing');
  else if (name.length < SHORTEST_NAME) cells.report('officialName', 'import.name_too_short');
  else if (name.length > LENGTHS.officialName) cells.report('officialName', 'import.text_too_long');
  return name;
}

function readAliases(cells: RowCells): string[] {
  const parts = (cells.cell('aliases') ?? '')
    .split(/[;|\n]/)
    .map((part) => part.replace(/\s+/g, ' ').trim());
  const aliases = [...new Set(parts.filter((part) => part.length >= SHORTEST_NAME))];
  if (aliases.length > MAXIMUM_ALIASES) cells.report('aliases', 'import.too_many_aliases');
  if (aliases.some((alias) => alias.length > LENGTHS.alias))
    cells.report('aliases', 'import.text_too_long');
  return aliases;
}

function readText(cells: RowCells, field: ImportField, longest: number): string | null {
  const text = cells.cell(field);
  if (text !== null && text.length > longest) cells.report(field, 'import.text_too_long');
  return text;
}

function readTexts(cells: RowCells): RowTexts {
  const texts = {} as RowTexts;
  for (const field of TEXT_FIELDS) texts[field] = readText(cells, field, TEXT_COLUMNS[field]);
  return texts;
}

/** The kind follows from the category; a column that says otherwise is a contradiction, not a correction. */
function readCategory(
  cells: RowCells,
  lookup: ReadonlyMap<string, Category>,
  fallback: Category | undefined,
): { category: string; kind: PointKind } | null {
  const text = cells.cell('category');
  const category = text === null || isBlank(text) ? fallback : lookup.get(foldWord(text));
  if (category === undefined) {
    cells.report(
      'category',
      text === null || isBlank(text) ? 'import.category_missing' : 'import.category_unknown',
    );
  }
  const word = cells.cell('kind');
  const kind = word === null || isBlank(word) ? category?.kind : KIND_BY_WORD.get(foldWord(word));
  if (kind === undefined && word !== null && !isBlank(word))
    cells.report('kind', 'import.kind_unknown');
  if (category === undefined || kind === undefined) return null;
  if (kind !== category.kind) cells.report('kind', 'import.kind_contradicts_category');
  return { category: category.code, kind };
}

/** Spreadsheets drop the zeros in front; codes have five digits. */
function readCommuneCode(cells: RowCells): string | null {
  const text = cells.cell('communeCode');
  if (text === null || isBlank(text)) return null;
  if (/^\d{1,5}$/.test(text)) return text.padStart(5, '0');
  cells.report('communeCode', 'import.commune_code_unreadable');
  return null;
}

function readLocationError(cells: RowCells): number | null {
  const text = cells.cell('locationErrorMetres');
  if (text === null || isBlank(text)) return null;
  const metres = readCoordinate(text.replace(/(?:m|mét|met)$/iu, ''))?.value;
  if (metres !== undefined && metres >= 0 && metres <= MAXIMUM_ERROR_METRES) return metres;
  cells.report('locationErrorMetres', 'import.location_error_unreadable');
  return null;
}

type Screening = (field: ImportField, text: string) => PersonalDataMark[];

/** Screens the texts of a table. One that stands in the row before too, as numbers of papers do, is screened once. */
function screening(): Screening {
  const last = new Map<ImportField, { text: string; marks: PersonalDataMark[] }>();
  return (field, text) => {
    const before = last.get(field);
    if (before?.text === text) return before.marks;
    const marks = findPersonalData(text);
    last.set(field, { text, marks });
    return marks;
  };
}

function screen(cells: RowCells, field: ImportField, marksIn: Screening): void {
  const text = cells.cell(field);
  if (text === null) return;
  const marks = marksIn(field, text);
  if (marks.length > 0) cells.report(field, 'text.personal_data', { marks });
}
