import { isMarked } from '#server/addresses/address-words.ts';
import { CITY_BOUNDS, type LonLat } from '#server/contract/geo.ts';
import { findPersonalData } from '#server/contract/personal-data.ts';
import type { Category } from '#server/contract/point.ts';
import { foldText } from '#server/contract/text.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type {
  TipImportField,
  TipRowProblem,
  TipRowProblemCode,
} from '#server/contract/tip-import.ts';
import type { ReceiveTipBody } from '#server/contract/tip.ts';
import { diagnoseCoordinates } from '#server/tables/coordinate-diagnosis.ts';
import { splitCoordinates } from '#server/contract/coordinate-text.ts';
import { readDate } from '#server/tables/read-date.ts';
import type { TableRow } from '#server/tables/table.ts';

import { readChannel, readKind } from './column-words.ts';

const VALUE_SHOWN = 200;
const LONGEST = { placeName: 200, number: 100, policeNumber: 100 } as const;
const MOST_ERROR_METRES = 20_000;

export type RowContext = {
  header: readonly string[];
  fields: readonly (TipImportField | null)[];
  today: IsoDate;
  categories: readonly Category[];
  communes: readonly { id: number; code: string; name: string }[];
};

export type ReadRow = { line: number; tip: ReceiveTipBody & { channelNumber: string } };
export type JudgedRow = ReadRow | { line: number; problems: TipRowProblem[] };

/** Reads one row as a tip; everything that is wrong with it is told at once. */
export function judgeRow(row: TableRow, context: RowContext): JudgedRow {
  const problems: TipRowProblem[] = [];
  const cell = (field: TipImportField): string | null => {
    const at = context.fields.indexOf(field);
    return at === -1 ? null : (row.cells[at] ?? null);
  };
  const report = (
    field: TipImportField,
    code: TipRowProblemCode,
    more: Partial<TipRowProblem> = {},
  ) => {
    const at = context.fields.indexOf(field);
    problems.push({
      line: row.line,
      field,
      column: at === -1 ? null : (context.header[at] ?? null),
      code,
      value: cell(field)?.slice(0, VALUE_SHOWN) ?? null,
      ...more,
    });
  };
  const reading = { cell, report, context };
  const number = cell('number') ?? cell('policeNumber');
  if (number === null) report('number', 'number_missing');
  screen(reading);
  const tip = {
    kind: named(reading, 'kind', readKind, 'kind_unknown') ?? 'feedback',
    channel: named(reading, 'channel', readChannel, 'channel_unknown') ?? 'other',
    ...days(reading),
    ...place(reading),
    placeName: cell('placeName'),
    category: category(reading),
    policeNumber: cell('policeNumber'),
    channelNumber: number ?? '',
  };
  const { receivedOn } = tip;
  if (problems.length > 0 || receivedOn === null) return { line: row.line, problems };
  return { line: row.line, tip: { ...tip, receivedOn } };
}

type Reading = {
  cell: (field: TipImportField) => string | null;
  report: (field: TipImportField, code: TipRowProblemCode, more?: Partial<TipRowProblem>) => void;
  context: RowContext;
};

/** Words that name a person are not taken in, whatever column they stand in. */
function screen({ cell, report }: Reading): void {
  for (const field of ['placeName', 'number', 'policeNumber'] as const) {
    const text = cell(field);
    if (text === null) continue;
    if (text.length > LONGEST[field]) report(field, 'text_too_long');
    const marks = findPersonalData(text);
    if (marks.length > 0) report(field, 'personal_data', { marks });
  }
}

function named<Name extends string>(
  { cell, report }: Reading,
  field: 'kind' | 'channel',
  read: (text: string) => Name | null,
  code: TipRowProblemCode,
): Name | null {
  const text = cell(field);
  if (text === null) return null;
  const found = read(text);
  if (found === null) report(field, code);
  return found;
}

function days({ cell, report, context }: Reading) {
  const day = (field: 'receivedOn' | 'occurredOn'): IsoDate | null => {
    const text = cell(field);
    if (text === null) return null;
    const date = readDate(text);
    if (date === null) report(field, 'date_unreadable');
    else if (date > context.today) report(field, 'date_in_future');
    return date;
  };
  const receivedOn = day('receivedOn');
  const occurredOn = day('occurredOn');
  if (cell('receivedOn') === null) report('receivedOn', 'date_missing');
  if (receivedOn !== null && occurredOn !== null && occurredOn > receivedOn) {
    report('occurredOn', 'happened_after_receipt');
  }
  return { receivedOn, occurredOn };
}

function place({ cell, report, context }: Reading) {
  const both = cell('coordinates');
  const pair = both === null ? null : splitCoordinates(both);
  const [x, y] = pair ?? [cell('longitude'), cell('latitude')];
  const communeId = commune({ cell, report, context });
  if (both !== null && pair === null) report('coordinates', 'position_unreadable');
  const field = both === null ? 'longitude' : 'coordinates';
  const position = x === null && y === null ? null : positionAt(x ?? '', y ?? '', field, report);
  const said = both !== null || x !== null || y !== null;
  if (!said && cell('communeCode') === null && cell('communeName') === null) {
    report('coordinates', 'place_missing');
  }
  const error = cell('locationErrorMetres');
  const metres = error === null ? null : Number(error.replace(',', '.').replace(/m$/, ''));
  if (metres !== null && !(metres >= 0 && metres <= MOST_ERROR_METRES)) {
    report('locationErrorMetres', 'error_unreadable');
  }
  return {
    position,
    communeId: position === null ? communeId : null,
    locationErrorMetres: position === null ? null : metres,
  };
}

/** Only a position that can be read in one way is taken; what is doubtful is for a person to mend. */
function positionAt(
  x: string,
  y: string,
  field: TipImportField,
  report: Reading['report'],
): LonLat | null {
  const found = diagnoseCoordinates(x, y, { bbox: CITY_BOUNDS, grid: null });
  if (found.severity === 'fine') return found.position;
  const code =
    found.severity === 'error'
      ? 'position_unreadable'
      : found.code === 'import.outside_city'
        ? 'outside_city'
        : 'position_doubtful';
  report(field, code, { value: `${x} | ${y}`.slice(0, VALUE_SHOWN) });
  return null;
}

function commune({ cell, report, context }: Reading): number | null {
  const code = cell('communeCode');
  const name = cell('communeName');
  if (code === null && name === null) return null;
  const padded = code?.padStart(5, '0');
  const names = namesMeant(name ?? '');
  const found = context.communes.filter((one) =>
    padded === undefined ? names.includes(foldText(one.name)) : one.code === padded,
  );
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.id;
  report(code === null ? 'communeName' : 'communeCode', 'commune_unknown');
  return null;
}

/** The name without the word for its type; and the whole, where the first word has not the marks of one: "Phương Liệt". */
function namesMeant(name: string): string[] {
  const whole = foldText(name);
  const bare = whole.replace(/^(phuong|xa) /, '');
  const [first = ''] = name.normalize('NFC').trim().split(/\s/);
  return isMarked(first) ? [bare] : [whole, bare];
}

function category({ cell, report, context }: Reading): string | null {
  const text = cell('category');
  if (text === null) return null;
  const folded = foldText(text);
  const found = context.categories.find(
    ({ code, name }) => foldText(code) === folded || foldText(name) === folded,
  );
  if (found === undefined) report('category', 'category_unknown');
  return found?.code ?? null;
}

/** Describes the fault of a row that could be read. */
export function problemAt(
  { line, tip }: ReadRow,
  field: TipRowProblem['field'],
  code: TipRowProblem['code'],
): TipRowProblem {
  const value = field === 'number' ? tip.channelNumber : (tip.position?.join(', ') ?? null);
  return { line, field, column: null, code, value };
}
