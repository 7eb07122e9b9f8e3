import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { PlanList, PlanView } from '#server/contract/plan.ts';
import type { PreventionModel } from '#server/contract/prevention-model.ts';

/** Everything that is asked about plans. */
export const PLANS_KEY = ['plans'] as const;

export const plansQuery = queryOptions({
  queryKey: PLANS_KEY,
  meta: FOLLOWS_POINTS,
  queryFn: ({ signal }): Promise<PlanList> => call(api.plans.$get({}, { init: { signal } })),
});

export function planQuery(id: number) {
  return queryOptions({
    queryKey: [...PLANS_KEY, id],
    meta: FOLLOWS_POINTS,
    queryFn: ({ signal }): Promise<PlanView> =>
      call(api.plans[':id'].$get({ param: { id: String(id) } }, { init: { signal } })),
  });
}

export const modelQuery = queryOptions({
  queryKey: [...PLANS_KEY, 'model'],
  meta: FOLLOWS_POINTS,
  queryFn: ({ signal }): Promise<PreventionModel> =>
    call(api['prevention-model'].$get({}, { init: { signal } })),
});
