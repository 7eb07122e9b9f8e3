import { useCallback, useEffect, useRef, useState } from 'react';

import { useHeldLine } from '#client/api/line-in-use.ts';
import type { SettledCamera } from '#client/map/camera.ts';

import type { Mark } from './cluster-marks.ts';
import type { AheadRequest, ViewAnswer, ViewRequest } from './worker-messages.ts';

export type Marks = {
  marks: readonly Mark[];
  /** `failed` keeps the last marks on the map. */
  state: 'loading' | 'ready' | 'failed';
  /** The query that the marks answer; null before the first ones. */
  shownQuery: string | null;
  retry: () => void;
  /** Has the tiles of these queries fetched while nothing else is to do, the likeliest first. */
  lookAhead: (queries: readonly string[]) => void;
};

const NOTHING = { marks: [], state: 'loading', shownQuery: null } as const;

/**
 * The marks of what the map shows, clustered in a worker.
 * @param query the filter as a query string with its `?`, or nothing
 * @param revision any number that changes when the data may have changed
 */
export function useMarks(query: string, revision: number, camera: SettledCamera | null): Marks {
  const worker = useRef<Worker | null>(null);
  const request = useRef(0);
  const [tries, setTries] = useState(0);
  const [shown, setShown] = useState<Pick<Marks, keyof typeof NOTHING>>(NOTHING);

  useEffect(function runWorker() {
    const started = new Worker(new URL('./points-worker.ts', import.meta.url), { type: 'module' });
    worker.current = started;
    started.addEventListener('message', (event: MessageEvent<ViewAnswer>) => {
      const answer = event.data;
      if (answer.request !== request.current) return;
      setShown((before) =>
        answer.kind === 'marks'
          ? { marks: answer.marks, state: 'ready', shownQuery: answer.query }
          : { ...before, state: 'failed' },
      );
    });
    return () => {
      started.terminate();
      worker.current = null;
    };
  }, []);

  useHeldLine(shown.state === 'loading');

  useEffect(
    function askForView() {
      if (camera === null) return;
      request.current += 1;
      const message: ViewRequest = {
        kind: 'view',
        request: request.current,
        query,
        revision: revision + tries,
        box: camera.bounds,
        zoom: camera.zoom,
      };
      worker.current?.postMessage(message);
    },
    [query, revision, tries, camera],
  );

  const retry = useCallback(() => {
    setShown((before) => ({ ...before, state: 'loading' }));
    setTries((count) => count + 1);
  }, []);
  const lookAhead = useCallback((queries: readonly string[]) => {
    worker.current?.postMessage({ kind: 'ahead', queries } satisfies AheadRequest);
  }, []);
  return { ...shown, retry, lookAhead };
}
