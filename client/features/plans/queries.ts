import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';

/** Everything that is asked about plans. */
export const PLANS_KEY = ['plans'] as const;

export const plansQuery = apiQuery(PLANS_KEY, api.plans.$get, {}, { meta: FOLLOWS_POINTS });

export function planQuery(id: number) {
  return apiQuery(
    [...PLANS_KEY, id],
    api.plans[':id'].$get,
    { param: { id: String(id) } },
    { meta: FOLLOWS_POINTS },
  );
}

export const modelQuery = apiQuery(
  [...PLANS_KEY, 'model'],
  api['prevention-model'].$get,
  {},
  { meta: FOLLOWS_POINTS },
);
