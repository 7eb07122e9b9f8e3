import { ImportForm, ImportPreview, ImportProgress } from '#server/contract/point-import.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import { linesResponse } from '#server/http/answer-lines.ts';
import { jsonResponse } from '#server/http/route.ts';
import { READING_PROBLEMS } from '#server/http/uploads.ts';

/** Problems of a route that waits for the reading of a table. */
export const TABLE_PROBLEMS = [
  ...READING_PROBLEMS,
  'import.not_a_table',
  'import.file_broken',
  'import.text_unreadable',
  'import.empty',
  'import.too_many_rows',
  'import.zip_too_large',
] as const satisfies readonly ProblemCode[];

/** Declares the preview of a table, as far as all imports share it. */
export const PREVIEW = {
  form: ImportForm,
  withoutKey: 'A preview writes nothing.',
  responses: { 200: jsonResponse(ImportPreview, 'Mapping, rows and what is wrong with them') },
  problems: TABLE_PROBLEMS,
};

/** Declares a run. What the reader refuses comes in the last line of the answer: the status was sent long before. */
export const RUN = {
  form: ImportForm,
  responses: {
    200: linesResponse(
      ImportProgress,
      'Progress, one JSON object a line; the last is `done` or `failed`',
    ),
  },
};
