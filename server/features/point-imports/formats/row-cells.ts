import type { ImportField, ImportMapping, RowProblem } from '#server/contract/point-import.ts';
import type { TableRow } from '#server/tables/table.ts';

const VALUE_SHOWN = 200;

/** One row under a mapping: cells by field, and the reasons collected while it is read. */
export type RowCells = {
  row: TableRow;
  mapping: ImportMapping;
  /** Trimmed text of the mapped cell; null when empty or not mapped. */
  cell: (field: ImportField) => string | null;
  isMapped: (field: ImportField) => boolean;
  report: (field: ImportField, code: RowProblem['code'], more?: Partial<RowProblem>) => void;
  problems: RowProblem[];
};

export function cellsOf(
  header: readonly string[],
  mapping: ImportMapping,
  row: TableRow,
): RowCells {
  const problems: RowProblem[] = [];
  const isMapped = (field: ImportField): boolean => mapping.columns[field] !== undefined;
  const cell = (field: ImportField): string | null => {
    const at = mapping.columns[field];
    return at === undefined ? null : (row.cells[at] ?? null);
  };
  const report: RowCells['report'] = (field, code, more = {}) => {
    const at = mapping.columns[field];
    problems.push({
      line: row.line,
      field,
      column: at === undefined ? null : (header[at] ?? null),
      code,
      severity: 'error',
      value: cell(field)?.slice(0, VALUE_SHOWN) ?? null,
      ...more,
    });
  };
  return { row, mapping, cell, isMapped, report, problems };
}
