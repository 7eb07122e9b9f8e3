import { VroomAnswer, type VroomProblem } from '#server/methods/routing/vroom-format.ts';

/** An optimiser outside, off unless an operator names one. */
export type VroomService = {
  /** Asks the service; 'late' or 'unreachable' when there is no usable answer. */
  solve(problem: VroomProblem, signal: AbortSignal): Promise<VroomAnswer | 'late' | 'unreachable'>;
};

const MOST_BYTES = 20_000_000;

/**
 * Hands a problem to a VROOM-compatible server (as vroom-express: `POST /` with the problem as JSON). What it
 * says is only read here; it is held against every rule before anybody sees it.
 */
export function createVroomService(url: string, fetchFrom: typeof fetch = fetch): VroomService {
  return {
    async solve(problem, signal) {
      try {
        const response = await fetchFrom(url, {
          method: 'POST',
          headers: {
            accept: 'application/json',
            'content-type': 'application/json',
            'user-agent': 'dia-ban',
          },
          body: JSON.stringify(problem),
          redirect: 'error',
          signal,
        });
        if (!response.ok) return 'unreachable';
        const text = await response.text();
        if (text.length > MOST_BYTES) return 'unreachable';
        const answer = VroomAnswer.safeParse(JSON.parse(text));
        return answer.success ? answer.data : 'unreachable';
      } catch {
        return signal.aborted ? 'late' : 'unreachable';
      }
    },
  };
}
