import type { QueryClient, QueryPersister } from '@tanstack/react-query';

import type { IsoInstant } from '#server/contract/time.ts';

/** Lists that change a few times a year: their age says nothing about the age of what is shown. */
const REFERENCE =
  /^\/api\/(me|configuration|communes(\.geojson)?|categories|check-schedules|signal-parameters)$/;

/** The query for which a request runs, by the signal that the request carries. */
const asking = new WeakMap<AbortSignal, { queryHash: string }>();
/** Time of the server's answer that each query shows, by the query's hash. */
const times = new Map<string, IsoInstant>();

/** Runs the function of a query, and knows by its signal for which query a request was sent. */
export const notesWhoAsks: QueryPersister = (queryFn, context, query) => {
  // A query in pages has one signal for all of them, which stands in the context already.
  const given = Object.getOwnPropertyDescriptor(context, 'signal')?.value as unknown;
  if (given instanceof AbortSignal) asking.set(given, query);
  const noting = Object.create(context, {
    signal: {
      get: () => {
        // Read only where the function reads it: a query whose signal was read is cancelled when its screen goes.
        const { signal } = context;
        asking.set(signal, query);
        return signal;
      },
    },
  }) as typeof context;
  return queryFn(noting);
};

/** Notes the server's time of an answer, kept or fresh, for the query that asked for it. */
export function noteAnswerTime(
  address: string,
  signal: AbortSignal | null | undefined,
  at: IsoInstant,
): void {
  const query = signal == null ? undefined : asking.get(signal);
  if (query !== undefined && !REFERENCE.test(address)) times.set(query.queryHash, at);
}

/** The time of the oldest data that the screens show at present; null where no shown data has a time. */
export function shownDataAt(client: QueryClient): IsoInstant | null {
  const shown = client
    .getQueryCache()
    .findAll({ type: 'active' })
    .flatMap(({ queryHash, state }) => (state.data === undefined ? [] : [times.get(queryHash)]))
    .filter((time) => time !== undefined);
  return shown.toSorted()[0] ?? null;
}
