import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ROUTES_KEY } from '#client/features/routes/queries.ts';
import { today } from '#client/i18n/today.ts';
import type { Recurrence } from '#server/contract/route-recurrence.ts';
import { addDays } from '#server/contract/time.ts';

const LOOK_AGAIN_MILLISECONDS = 5_000;

/** Recurrences with what became of their latest days; asked again while a draft is still to be made. */
export const recurrencesQuery = queryOptions({
  queryKey: [...ROUTES_KEY, 'recurrences'],
  queryFn: ({ signal }) => call(api['route-recurrences'].$get({}, { init: { signal } })),
  refetchInterval: ({ state }) =>
    state.data?.items.some(waitsForDraft) === true ? LOOK_AGAIN_MILLISECONDS : false,
});

/** True while a day whose draft is due has not been tried. */
function waitsForDraft({ next, daysAhead }: Recurrence): boolean {
  const last = addDays(today(), daysAhead);
  return next.some(({ onDate, outcome }) => outcome === 'waiting' && onDate <= last);
}

/** The weights by which the asker's candidates are ranked. */
export const usualWeightsQuery = queryOptions({
  queryKey: [...ROUTES_KEY, 'candidates', 'weights'],
  queryFn: async ({ signal }) => {
    const query = { limit: '1' };
    const { weights } = await call(api.routes.candidates.$get({ query }, { init: { signal } }));
    return weights;
  },
});
