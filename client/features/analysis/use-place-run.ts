import { useEffect, useRef, useState } from 'react';

import type { PlaceAnalysis } from '#server/contract/place-analysis.ts';

import { runPlaces } from './run-places.ts';

export type PlaceRun =
  | { phase: 'idle' }
  | { phase: 'running'; share: number }
  | { phase: 'done'; result: PlaceAnalysis }
  | { phase: 'failed'; error: unknown };

/** One analysis at a time; another, or leaving the screen, stops it on the server too. */
export function usePlaceRun() {
  const [run, setRun] = useState<PlaceRun>({ phase: 'idle' });
  const current = useRef<AbortController | null>(null);
  useEffect(function stopOnLeave() {
    return () => current.current?.abort();
  }, []);

  const start = async (query: Record<string, string>) => {
    current.current?.abort();
    const abort = new AbortController();
    current.current = abort;
    setRun({ phase: 'running', share: 0 });
    try {
      const result = await runPlaces(query, abort.signal, (share) => {
        if (current.current === abort) setRun({ phase: 'running', share });
      });
      if (current.current === abort) setRun({ phase: 'done', result });
    } catch (error) {
      if (current.current !== abort) return;
      setRun(abort.signal.aborted ? { phase: 'idle' } : { phase: 'failed', error });
    }
  };
  return {
    run,
    start: (query: Record<string, string>) => void start(query),
    stop: () => current.current?.abort(),
  };
}
