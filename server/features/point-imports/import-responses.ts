import { ImportForm, ImportPreview, ImportProgress } from '#server/contract/point-import.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import { jsonResponse, problemResponses } from '#server/http/route.ts';
import { FORM_PROBLEMS, UPLOAD_PROBLEMS } from '#server/http/uploads.ts';

export const IMPORT_BODY = {
  required: true,
  content: { 'multipart/form-data': { schema: ImportForm } },
};

const REFUSALS = [
  'import.already_running',
  'session.missing',
  'permission.denied',
  'request.invalid',
] as const satisfies readonly ProblemCode[];

/** Problems of a route that waits for the reading of a table. */
export const TABLE_PROBLEMS = [
  ...UPLOAD_PROBLEMS,
  ...REFUSALS,
  'import.not_a_table',
  'import.file_broken',
  'import.text_unreadable',
  'import.empty',
  'import.too_many_rows',
  'import.zip_too_large',
] as const satisfies readonly ProblemCode[];

export const PREVIEW_RESPONSES = {
  200: jsonResponse(ImportPreview, 'Mapping, rows and what is wrong with them'),
  ...problemResponses(...TABLE_PROBLEMS),
};

/** The refusals of a file's reader come in the last line of the answer: the status was sent long before. */
export const RUN_RESPONSES = {
  200: {
    description: 'Progress, one JSON object a line; the last is `done` or `failed`',
    content: { 'text/x-ndjson': { schema: ImportProgress } },
  },
  ...problemResponses(...FORM_PROBLEMS, ...REFUSALS),
};
