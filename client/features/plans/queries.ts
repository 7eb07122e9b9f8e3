import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type {
  Allot,
  AmendPlan,
  CopyPlan,
  EnterResult,
  IssuePlan,
  PlanList,
  PlanView,
  WriteIndicator,
} from '#server/contract/plan.ts';
import type { PreventionModel, RecordContent } from '#server/contract/prevention-model.ts';

const PLANS_KEY = ['plans'] as const;

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

export type PlanAct =
  | { act: 'copy'; json: CopyPlan }
  | { act: 'issue'; id: number; json: IssuePlan }
  | { act: 'indicator'; id: number; json: WriteIndicator }
  | { act: 'amend'; id: number; json: AmendPlan }
  | { act: 'allot'; id: number; json: Allot }
  | { act: 'result'; id: number; json: EnterResult };

/** Everything that is written about a plan; gives the plan as it is then. */
export function usePlanAct() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (given: PlanAct): Promise<PlanView> => sendAct(given),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: PLANS_KEY }),
  });
}

function sendAct(given: PlanAct): Promise<PlanView> {
  if (given.act === 'copy') return call(api.plans.copies.$post({ json: given.json }));
  const param = { id: String(given.id) };
  const plan = api.plans[':id'];
  switch (given.act) {
    case 'issue':
      return call(plan.issue.$post({ param, json: given.json }));
    case 'indicator':
      return call(plan.indicators.$post({ param, json: given.json }));
    case 'amend':
      return call(plan.amendments.$post({ param, json: given.json }));
    case 'allot':
      return call(plan.allotments.$post({ param, json: given.json }));
    case 'result':
      return call(plan.results.$post({ param, json: given.json }));
  }
}

export function useRecordContent() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (json: RecordContent): Promise<PreventionModel> =>
      call(api['prevention-model'].$post({ json })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: PLANS_KEY }),
  });
}
