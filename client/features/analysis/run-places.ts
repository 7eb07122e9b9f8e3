import { linesOf } from '#client/api/ndjson-lines.ts';
import { ApiProblem, ApiUnreachable, readProblem } from '#client/api/problem.ts';
import { PlaceAnalysisProgress, type PlaceAnalysis } from '#server/contract/place-analysis.ts';

/**
 * Asks for an analysis of places and reports the share done. Ending the signal closes the connection, which
 * stops the work. Throws ApiProblem when the server refuses or fails, ApiUnreachable when no answer comes.
 */
export async function runPlaces(
  query: Record<string, string>,
  signal: AbortSignal,
  report: (share: number) => void,
): Promise<PlaceAnalysis> {
  let response;
  try {
    response = await fetch(`/api/analysis/places?${new URLSearchParams(query).toString()}`, {
      credentials: 'same-origin',
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiUnreachable(error);
  }
  if (!response.ok || response.body === null) throw await readProblem(response);
  for await (const line of linesOf(response.body)) {
    const progress = PlaceAnalysisProgress.parse(JSON.parse(line));
    if (progress.phase === 'running') report(progress.share);
    else if (progress.phase === 'done') return progress.result;
    else throw failure(progress);
  }
  throw new ApiUnreachable(new Error('the answer ended early'));
}

/** The status was sent before the work failed: the last line says what an error's body would have said. */
function failure({ code, requestId }: { code: string; requestId: string }): ApiProblem {
  const status = 500;
  return new ApiProblem({ type: 'about:blank', title: code, status, code, requestId }, null);
}
