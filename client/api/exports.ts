import { once } from './call.ts';
import { ApiUnreachable, readProblem } from './problem.ts';

/** What leaves the system as a picture or on paper. */
export type ExportKind = 'map_picture' | 'map_print';

/**
 * Writes an export with its purpose to the log, before anything is produced.
 * Throws ApiProblem when the server refuses, ApiUnreachable when no answer comes.
 */
export async function recordExport(kind: ExportKind, purpose: string, key: string): Promise<void> {
  let response;
  try {
    response = await fetch('/api/exports', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', ...once(key).headers },
      body: JSON.stringify({ kind, purpose }),
    });
  } catch (error) {
    throw new ApiUnreachable(error);
  }
  if (!response.ok) throw await readProblem(response);
}
