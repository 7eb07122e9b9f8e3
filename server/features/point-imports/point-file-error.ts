import { AppError } from '#server/contract/problem.ts';

export type PointFileErrorCode =
  | 'import.not_a_table'
  | 'import.file_broken'
  | 'import.text_unreadable'
  | 'import.too_many_rows'
  | 'import.zip_too_large'
  | 'import.empty';

/** A file that cannot be read as a table at all. `parameters` names the line or the limit where known. */
export class PointFileError extends AppError {
  declare readonly code: PointFileErrorCode;

  constructor(
    code: PointFileErrorCode,
    parameters: { line?: number; limit?: number; reason?: string } = {},
    cause?: unknown,
  ) {
    super(code, { parameters, cause });
    this.name = 'PointFileError';
  }
}
