import type { Context } from 'hono';
import type * as z from 'zod';

import {
  ImportForm,
  ImportPreview,
  ImportProgress,
  type ImportResult,
} from '#server/contract/point-import.ts';
import type { ProblemCode } from '#server/contract/problem.ts';
import { FORMAT_CODES } from '#server/contract/features/format.ts';
import { answerLines, linesResponse, type LineWriter } from './answer-lines.ts';
import type { AppEnv } from './environment.ts';
import { jsonResponse } from './route.ts';
import { READING_PROBLEMS, readUpload } from './uploads.ts';

/** Problems of a route that waits for the reading of a table. */
export const TABLE_PROBLEMS = [
  ...READING_PROBLEMS,
  'import.not_a_table',
  'import.file_broken',
  'import.text_unreadable',
  'import.empty',
  'import.too_many_rows',
  'import.zip_too_large',
  'import.several_layers',
  'import.crs_unknown',
  ...FORMAT_CODES,
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

/** Answers with the progress of an import, line by line, and with its result or failure as the last. */
export function streamImport(
  c: Context<AppEnv>,
  run: (watcher: LineWriter<ImportProgress>) => Promise<ImportResult>,
): Response {
  return answerLines<ImportProgress>(
    c,
    async (writer) => {
      const result = await run(writer);
      await writer.report({ phase: 'done', result });
    },
    (failure) => ({ phase: 'failed', ...failure }),
  );
}

/** Reads the file and the mapping out of an import's form. */
export async function fileOf(form: z.infer<typeof ImportForm>) {
  return {
    ...(await readUpload(form.file)),
    layer: form.layer ?? null,
    sourceSrid: form.sourceSrid ?? null,
    mapping: form.mapping,
    choices: form.choices,
    duplicates: form.duplicates,
  };
}
