import type { QueryClient } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { pagedQuery } from '#client/api/paged-query.ts';
import { SIGNALS_KEY } from '#client/api/signals.ts';
import { pointsChanged } from '#client/register/points-changed.ts';

import { signalQueryOf, type SignalSearch } from './signal-search.ts';

const A_MINUTE = 60_000;

/** Signals page by page, in the order asked for. */
export function signalListQuery(search: SignalSearch) {
  const query = signalQueryOf(search);
  return pagedQuery([...SIGNALS_KEY, 'list', query], (page, options) =>
    call(api.signals.$get({ query: { ...query, ...page } }, options)),
  );
}

/** One signal with its place. Every look is logged, so coming back to the window asks for nothing. */
export function signalQuery(id: number) {
  return apiQuery(
    [...SIGNALS_KEY, 'one', id],
    api.signals[':id'].$get,
    { param: { id: String(id) } },
    { staleTime: A_MINUTE, refetchOnWindowFocus: false },
  );
}

/** After an act, or after somebody else was faster: signals and points ask anew. */
export async function refreshSignals(client: QueryClient): Promise<void> {
  await Promise.all([client.invalidateQueries({ queryKey: SIGNALS_KEY }), pointsChanged(client)]);
}
