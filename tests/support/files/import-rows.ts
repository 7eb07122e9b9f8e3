import reference from '#data/reference/categories.json' with { type: 'json' };
import { CITY_BOUNDS } from '#server/contract/geo.ts';
import { ImportMapping, type ImportField } from '#server/contract/point-import.ts';
import type { Category } from '#server/contract/point.ts';
import {
  rowValidator,
  type RowOutcome,
} from '#server/features/point-imports/formats/validate-row.ts';
import type { RawGeometry } from '#server/tables/table.ts';

const categories: Category[] = reference.categories.map(({ code, name, kind, number }) => ({
  code,
  name,
  number,
  kind: kind === 'business' ? 'business' : 'public_area',
}));
/** The day, the city and the categories that rows are checked against. */
export const ROW_CONTEXT = { today: '2026-11-24', bbox: CITY_BOUNDS, categories };

export type Cells = Partial<Record<ImportField, string | null>>;
export const GOOD_ROW: Cells = {
  officialName: 'Ngã ba Hoà Lạc',
  category: 'CC-NG',
  longitude: '105.85',
  latitude: '21.03',
};

/** Judges a row whose columns have the names of the fields. */
export function judgeRow(
  cells: Cells,
  mapping: { [key: string]: unknown } = {},
  geometry?: RawGeometry,
): RowOutcome {
  const header = Object.keys(cells);
  const columns = Object.fromEntries(header.map((field, index) => [field, index]));
  const validate = rowValidator(header, ImportMapping.parse({ columns, ...mapping }), ROW_CONTEXT);
  return validate({ line: 7, cells: Object.values(cells), ...(geometry && { geometry }) });
}

/** The faults of a row as `field: code`; none for a good row. */
export const reasonsOf = (outcome: RowOutcome): string[] =>
  'draft' in outcome
    ? []
    : outcome.problems.map((problem) => `${problem.field}: ${problem.code.replace(/^\w+\./, '')}`);
