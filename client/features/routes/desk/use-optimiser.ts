import { useEffect, useRef, useState } from 'react';

import { ApiUnreachable } from '#client/api/problem.ts';
import { optimise } from '#client/features/routes/queries.ts';
import type { OptimiseProgress, OptimiseScope } from '#server/contract/route-edit.ts';
import type { RouteDetail } from '#server/contract/route.ts';

import type { RouteEditor } from './use-route-editor.ts';

const SECONDS = 4;

export type Optimiser = {
  best: OptimiseProgress | null;
  /** True until the order that was found is on the screen. */
  running: boolean;
  error: unknown;
  /** Number of results that have become the order. */
  taken: number;
  start: (scope: OptimiseScope) => void;
  /** Ends the search; with `take` the best so far becomes the order. */
  stop: (take: boolean) => void;
};

/** One search at a time; what it finds becomes one edit, which can be undone like any other. */
export function useOptimiser(route: RouteDetail, editor: RouteEditor): Optimiser {
  const [best, setBest] = useState<OptimiseProgress | null>(null);
  const [searching, setSearching] = useState(false);
  const [storing, setStoring] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [taken, setTaken] = useState(0);
  const current = useRef<AbortController | null>(null);
  const latest = useRef<OptimiseProgress | null>(null);
  useEffect(function stopOnLeave() {
    return () => current.current?.abort();
  }, []);

  const take = async (found: OptimiseProgress) => {
    latest.current = null;
    setStoring(true);
    await editor.editAndWait({ kind: 'arrange', orders: found.orders });
    setTaken((before) => before + 1);
    setStoring(false);
  };
  const run = async (scope: OptimiseScope) => {
    const abort = new AbortController();
    current.current = abort;
    latest.current = null;
    setBest(null);
    setError(null);
    setSearching(true);
    try {
      for await (const progress of optimise(
        { routeId: route.id, scope, seed: 1, seconds: SECONDS, balance: 0.2 },
        abort.signal,
      )) {
        if (progress.phase === 'failed') throw new Error(progress.code ?? 'server.internal');
        latest.current = progress;
        setBest(progress);
        if (progress.phase === 'done') void take(progress);
      }
    } catch (failure) {
      if (!abort.signal.aborted) {
        setError(failure instanceof TypeError ? new ApiUnreachable(failure) : failure);
      }
    } finally {
      setSearching(false);
    }
  };

  return {
    best,
    running: searching || storing,
    error,
    taken,
    start: (scope) => void run(scope),
    stop: (taking) => {
      current.current?.abort();
      if (taking && latest.current !== null) void take(latest.current);
    },
  };
}
