import { useCallback, useEffect, useRef, useState } from 'react';

import type { SettledCamera } from '#client/map/camera.ts';

import type { Mark } from './cluster-marks.ts';
import type { ViewAnswer, ViewRequest } from './worker-messages.ts';

export type Marks = {
  marks: readonly Mark[];
  /** `failed` keeps the last marks on the map. */
  state: 'loading' | 'ready' | 'failed';
  retry: () => void;
};

/**
 * The marks of what the map shows, clustered in a worker.
 * @param query the filter as a query string with its `?`, or nothing
 * @param revision any number that changes when the data may have changed
 */
export function useMarks(query: string, revision: number, camera: SettledCamera | null): Marks {
  const worker = useRef<Worker | null>(null);
  const request = useRef(0);
  const [tries, setTries] = useState(0);
  const [shown, setShown] = useState<Omit<Marks, 'retry'>>({ marks: [], state: 'loading' });

  useEffect(function runWorker() {
    const started = new Worker(new URL('./points-worker.ts', import.meta.url), { type: 'module' });
    worker.current = started;
    started.addEventListener('message', (event: MessageEvent<ViewAnswer>) => {
      const answer = event.data;
      if (answer.request !== request.current) return;
      setShown((before) =>
        answer.kind === 'marks'
          ? { marks: answer.marks, state: 'ready' }
          : { marks: before.marks, state: 'failed' },
      );
    });
    return () => {
      started.terminate();
      worker.current = null;
    };
  }, []);

  useEffect(
    function askForView() {
      if (camera === null) return;
      request.current += 1;
      const message: ViewRequest = {
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
  return { ...shown, retry };
}
