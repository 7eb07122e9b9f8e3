import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ApiProblem, ApiUnreachable, readProblem } from '#client/api/problem.ts';
import type { AddressChoice } from '#server/contract/address-review.ts';
import type { DuplicateChoice } from '#server/contract/import-duplicate.ts';
import type { TableFormat } from '#server/contract/import-history.ts';
import type { ProblemDeclarations } from '#server/contract/features/declaration.ts';
import {
  ImportPreview,
  ImportProgress,
  type ImportMapping,
} from '#server/contract/point-import.ts';

import { linesOf } from '#client/api/ndjson-lines.ts';

import type { ImportTarget } from './import-target.ts';

/** A file that was chosen; the number tells two choices of the same name apart. */
export type ChosenFile = { number: number; file: File };

/** Reading options of a file, and the choices for its addresses. */
export type ImportAnswers = {
  /** The layer to read, where a map file holds several. */
  layer: string | null;
  /** EPSG number of a map file's system; null: as the file says. */
  sourceSrid: number | null;
  mapping: ImportMapping | null;
  choices: AddressChoice[];
  duplicates: DuplicateChoice[];
};

/** Preview of the import of a file; without a mapping the server remembers or guesses one. */
export function importPreviewQuery(
  target: ImportTarget,
  chosen: ChosenFile,
  answers: ImportAnswers,
) {
  return queryOptions({
    queryKey: ['point-imports', 'preview', chosen.number, answers, target],
    queryFn: ({ signal }) => previewImport(target, chosen.file, answers, signal),
    // The file does not change, and asking again costs a reading of all of it.
    staleTime: Infinity,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
  });
}

/** Remembered consents were given for another file: this one's rows ask for themselves. */
export async function previewImport(
  target: ImportTarget,
  file: File,
  answers: ImportAnswers,
  signal?: AbortSignal,
): Promise<ImportPreview> {
  const init = signal === undefined ? {} : { init: { signal } };
  const ask = async (given: ImportMapping | null): Promise<ImportPreview> =>
    ImportPreview.parse(
      await call(
        endpointOf(target).preview.$post(
          { form: formOf(file, { ...answers, mapping: given }) },
          init,
        ),
      ),
    );
  const preview = await ask(answers.mapping);
  const { mappingOrigin } = preview;
  if (mappingOrigin !== 'remembered' || preview.mapping.consents.length === 0) return preview;
  return { ...(await ask({ ...preview.mapping, consents: [], grid: null })), mappingOrigin };
}

/**
 * Imports a file and tells how far it is; aborting takes everything back. The last line is `done`;
 * throws ApiProblem when the server refuses or fails, ApiUnreachable when the answer breaks off.
 */
export async function* runImport(
  target: ImportTarget,
  file: File,
  answers: ImportAnswers,
  signal: AbortSignal,
): AsyncGenerator<ImportProgress> {
  const body = await openImport(target, file, answers, signal);
  let finished = false;
  try {
    for await (const line of linesOf(body)) {
      const progress = ImportProgress.parse(JSON.parse(line));
      if (progress.phase === 'failed') throw await failure(progress.code, progress.requestId);
      finished = progress.phase === 'done';
      yield progress;
    }
  } catch (error) {
    if (signal.aborted || error instanceof ApiProblem) throw error;
    throw new ApiUnreachable(error);
  }
  if (!finished) throw new ApiUnreachable(new Error('the answer ended early'));
}

/** The rows of a file that would not be written, as a file with the reasons beside them. */
export async function fetchRefused(
  file: File,
  answers: ImportAnswers,
  format: TableFormat,
): Promise<Blob> {
  const form = { ...formOf(file, answers), format };
  const response = await api['point-imports'].refused.$post({ form });
  if (!response.ok) throw await readProblem(response.clone());
  return response.blob();
}

async function openImport(
  target: ImportTarget,
  file: File,
  answers: ImportAnswers,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  let response;
  try {
    response = await endpointOf(target).$post(
      { form: formOf(file, answers) },
      { init: { signal } },
    );
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiUnreachable(error);
  }
  if (!response.ok) throw await readProblem(response.clone());
  if (response.body === null) throw new ApiUnreachable(new Error('an answer without a body'));
  return response.body;
}

function endpointOf(target: ImportTarget) {
  return target === 'points' ? api['point-imports'] : api['inspection-object-imports'];
}

function formOf(file: File, { layer, sourceSrid, mapping, choices, duplicates }: ImportAnswers) {
  return {
    file,
    ...(layer !== null && { layer }),
    ...(sourceSrid !== null && { sourceSrid: String(sourceSrid) }),
    ...(mapping !== null && { mapping: JSON.stringify(mapping) }),
    ...(choices.length > 0 && { choices: JSON.stringify(choices) }),
    ...(duplicates.length > 0 && { duplicates: JSON.stringify(duplicates) }),
  };
}

/** Turns the last line of a failed import into a problem like any other. */
async function failure(code: string, requestId: string): Promise<ApiProblem> {
  // Loaded when it is needed: the declared problems carry all sentences.
  const declared: ProblemDeclarations = (await import('#server/contract/features/all.ts')).PROBLEMS;
  const status = declared[code]?.status ?? 500;
  return new ApiProblem({ type: 'about:blank', title: code, status, code, requestId }, null);
}
