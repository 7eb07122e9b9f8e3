import type { QueryClient } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { linesOf } from '#client/api/ndjson-lines.ts';
import { ApiProblem, ApiUnreachable, readProblem } from '#client/api/problem.ts';
import type { ChosenFile } from '#client/forms/file-import.tsx';
import { sourceForm, type FileSource } from '#client/forms/source-fields.tsx';
import type { Once } from '#client/forms/use-write.ts';
import { OsmImportProgress, type OsmImport, type OsmPart } from '#server/contract/osm-import.ts';
import type { ProblemDeclarations } from '#server/contract/features/declaration.ts';

const OSM_IMPORTS_KEY = ['osm-imports'] as const;

/** All imports, latest first. */
export const osmImportsQuery = apiQuery([...OSM_IMPORTS_KEY, 'all'], api['osm-imports'].$get, {});

/** Preview of the import of a file. */
export function osmPreviewQuery({ number, file }: ChosenFile) {
  return apiQuery(
    [...OSM_IMPORTS_KEY, 'preview', number],
    api['osm-imports'].preview.$post,
    { form: { file } },
    { staleTime: Infinity, gcTime: 60_000, refetchOnWindowFocus: false, retry: false },
  );
}

/** Asks anew for all that an import changes: roads, gazetteers, areas of communes and what depends on them. */
export function refreshGeodata(client: QueryClient): Promise<unknown> {
  return client.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[1] !== 'preview',
  });
}

export type OsmOrder = FileSource & { parts: OsmPart[] };

export const formOf = (file: File, { parts, ...source }: OsmOrder) => ({
  ...sourceForm(source),
  file,
  parts: parts.join(','),
});

/**
 * Imports parts of a file and tells how far it is.
 * @returns null when it was stopped by `signal`: the server takes everything back
 * @throws ApiProblem when the server refuses or fails, ApiUnreachable when the answer breaks off
 */
export async function importOsm(
  form: ReturnType<typeof formOf>,
  once: Once,
  signal: AbortSignal,
  onProgress: (progress: OsmImportProgress) => void,
): Promise<OsmImport | null> {
  try {
    const response = await api['osm-imports'].$post({ form }, { ...once, init: { signal } });
    if (!response.ok) throw await readProblem(response.clone());
    if (response.body === null) throw new Error('an answer without a body');
    for await (const line of linesOf(response.body)) {
      const progress = OsmImportProgress.parse(JSON.parse(line));
      if (progress.phase === 'failed') throw await failure(progress.code, progress.requestId);
      if (progress.phase === 'done') return progress.result;
      onProgress(progress);
    }
    throw new Error('the answer ended early');
  } catch (error) {
    if (signal.aborted) return null;
    throw error instanceof ApiProblem ? error : new ApiUnreachable(error);
  }
}

/** Turns the last line of a failed import into a problem like any other. */
async function failure(code: string, requestId: string): Promise<ApiProblem> {
  // Loaded when it is needed: the declared problems carry all sentences.
  const declared: ProblemDeclarations = (await import('#server/contract/features/all.ts')).PROBLEMS;
  const status = declared[code]?.status ?? 500;
  return new ApiProblem({ type: 'about:blank', title: code, status, code, requestId }, null);
}
