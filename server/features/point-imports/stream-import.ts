import type { Context } from 'hono';
import type * as z from 'zod';

import type { ImportForm, ImportProgress, ImportResult } from '#server/contract/point-import.ts';
import { answerLines } from '#server/http/answer-lines.ts';
import type { AppEnv } from '#server/http/environment.ts';
import { nameOfUpload } from '#server/http/uploaded-file.ts';

import type { ImportWatcher } from './commands.ts';
import type { ImportFile } from './preview.ts';

/** Answers with the progress of an import, line by line, and with its result or failure as the last. */
export function streamImport(
  c: Context<AppEnv>,
  run: (watcher: ImportWatcher) => Promise<ImportResult>,
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

/** The file and the mapping of an import's form. */
export async function fileOf(form: z.infer<typeof ImportForm>): Promise<ImportFile> {
  return {
    fileName: nameOfUpload(form.file),
    bytes: new Uint8Array(await form.file.arrayBuffer()),
    mapping: form.mapping,
    choices: form.choices,
  };
}
