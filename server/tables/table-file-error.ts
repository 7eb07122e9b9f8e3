import { AppError } from '#server/contract/problem.ts';

export type TableFileErrorCode =
  | 'import.not_a_table'
  | 'import.file_broken'
  | 'import.text_unreadable'
  | 'import.too_many_rows'
  | 'import.zip_too_large'
  | 'import.empty';

/** A file that cannot be read as a table at all. `parameters` names the line or the limit where known. */
export class TableFileError extends AppError {
  declare readonly code: TableFileErrorCode;

  constructor(
    code: TableFileErrorCode,
    parameters: { line?: number; limit?: number; reason?: string } = {},
    cause?: unknown,
  ) {
    super(code, { parameters, cause });
    this.name = 'TableFileError';
  }
}
