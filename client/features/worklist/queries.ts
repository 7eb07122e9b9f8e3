import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { WORKLIST_KEY } from '#client/api/points.ts';
import { KEPT_ONLY_HEADER } from '#client/offline/worker/scope.ts';
import { FOLLOWS_NOTICES, FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { Worklist, WorkKind } from '#server/contract/worklist.ts';

const PAGE_SIZE = 30;

/** One page of what waits; the address is the same each time, so that a device may keep the answer. */
export function fetchWork(
  kind: WorkKind | null,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Worklist> {
  const query = {
    limit: String(PAGE_SIZE),
    ...(kind === null ? {} : { kind }),
    ...(cursor === null ? {} : { cursor }),
  };
  return call(api.worklist.$get({ query }, signal === undefined ? {} : { init: { signal } }));
}

/** The first page of what waited when the device last heard of it, without asking the server; null where it keeps none. */
export async function keptWork(): Promise<Worklist | null> {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (workers?.controller == null) return null;
  const address = `/api/worklist?limit=${PAGE_SIZE}`;
  const answer = await fetch(address, { headers: { [KEPT_ONLY_HEADER]: 'true' } });
  return answer.ok ? ((await answer.json()) as Worklist) : null;
}

/** Waiting work, page by page; the badge of the navigation reads the first page of everything. */
export function worklistQuery(kind: WorkKind | null) {
  return infiniteQueryOptions({
    queryKey: [...WORKLIST_KEY, kind],
    meta: { ...FOLLOWS_NOTICES, ...FOLLOWS_POINTS },
    queryFn: ({ signal, pageParam }): Promise<Worklist> => fetchWork(kind, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}
