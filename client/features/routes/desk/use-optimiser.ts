import { useEffect, useRef, useState } from 'react';

import { ApiUnreachable } from '#client/api/problem.ts';
import { optimise } from '#client/features/routes/queries.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
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
  /** Says how many stops the last order has given to another team, as long as nothing else was changed; empty where none. */
  teamChanges: string;
  /** Looks for an order. Their changes of team are counted from `before`, where it is not the present route. */
  start: (scope: OptimiseScope, before?: RouteDetail) => void;
  /** Ends the search; with `take` the best so far becomes the order. */
  stop: (take: boolean) => void;
};

/** One search at a time; what it finds becomes one edit, which can be undone like any other. */
export function useOptimiser(route: RouteDetail, editor: RouteEditor): Optimiser {
  const teamChanges = useTeamChanges(route);
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
    const after = await editor.editAndWait({ kind: 'arrange', orders: found.orders });
    if (after !== null) teamChanges.changed(after);
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
      for await (const progress of search(route.id, scope, abort.signal)) {
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
    teamChanges: teamChanges.words,
    start: (scope, before = route) => {
      teamChanges.begin({ before, shared: scope.kind === 'share' });
      void run(scope);
    },
    stop: (taking) => {
      current.current?.abort();
      if (taking && latest.current !== null) void take(latest.current);
    },
  };
}

/** Gives the best order so far, each time a better one is found; the last one is `done`. */
async function* search(routeId: number, scope: OptimiseScope, signal: AbortSignal) {
  const asked = { routeId, scope, seed: 1, seconds: SECONDS, balance: 0.2 };
  for await (const progress of optimise(asked, signal)) {
    if (progress.phase === 'failed') throw new Error(progress.code ?? 'server.internal');
    yield progress;
  }
}

/** The route before a search; `shared`: other teams were to take stops, so that it is said, too, when none did. */
type Begun = { before: RouteDetail; shared: boolean };

/** Says how many stops have another team than before a search, and how many that had one have none. */
function useTeamChanges(route: RouteDetail) {
  const { teamDay } = useText().routes;
  const format = useFormat();
  const begun = useRef<Begun>({ before: route, shared: false });
  const [said, setSaid] = useState({ version: 0, words: '' });
  const wordsFor = ({ before, shared }: Begun, after: RouteDetail): string => {
    const { moved, left } = countTeamChanges(before, after);
    const count = format.number(moved, 0);
    if (left > 0) return teamDay.changedAndLeft({ count, left: format.number(left, 0) });
    if (moved > 0) return teamDay.changed({ count });
    return shared ? teamDay.changedNone : '';
  };
  return {
    words: said.version === route.version ? said.words : '',
    begin: (search: Begun) => void (begun.current = search),
    changed: (after: RouteDetail) =>
      setSaid({ version: after.version, words: wordsFor(begun.current, after) }),
  };
}

/** Counts the stops that a team had before: `moved`, those of another team now, and `left`, those of none. */
export function countTeamChanges(before: RouteDetail, after: RouteDetail) {
  const now = new Map(after.stops.map(({ id, shiftId }) => [id, shiftId]));
  const changed = before.stops.flatMap(({ id, shiftId }) => {
    const next = now.get(id);
    return shiftId === null || next === undefined || next === shiftId ? [] : [next];
  });
  const left = changed.filter((shiftId) => shiftId === null).length;
  return { moved: changed.length - left, left };
}
