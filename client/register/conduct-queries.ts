import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { ConductCases, ConductFigure, ConductPart } from '#server/contract/conduct.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { FOLLOWS_POINTS } from './points-changed.ts';

const PAGE = 100;

/** A figure, its days, and the commune that it is of; without one, all within the reader's reach. */
export type ConductScope = {
  figure: ConductFigure;
  from: IsoDate;
  to: IsoDate;
  commune?: string | undefined;
};

function asked({ figure, from, to, commune }: ConductScope) {
  return { figure, from, to, ...(commune === undefined ? {} : { commune }) };
}

export function conductQuery(scope: ConductScope) {
  const query = asked(scope);
  return apiQuery(
    ['conduct', query],
    api.conduct.$get,
    { query },
    { meta: FOLLOWS_POINTS, placeholderData: keepPreviousData },
  );
}

export function conductCasesQuery(scope: ConductScope, part: ConductPart) {
  const query = { ...asked(scope), part, limit: String(PAGE) };
  return infiniteQueryOptions({
    queryKey: ['conduct', 'cases', query],
    meta: FOLLOWS_POINTS,
    queryFn: ({ pageParam, signal }): Promise<ConductCases> =>
      call(
        api.conduct.cases.$get(
          { query: pageParam === null ? query : { ...query, cursor: pageParam } },
          { init: { signal } },
        ),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}
