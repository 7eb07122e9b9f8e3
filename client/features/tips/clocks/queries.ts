import { useMutation, useQueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { TIPS_KEY } from '#client/api/tips.ts';
import { tipClocksQuery } from '#client/features/tips/queries.ts';
import type { DayOffBody, DeadlineRule } from '#server/contract/tip-clock.ts';

/** Sets a rule for a kind of tip from a day on. */
export function useSetRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: DeadlineRule): Promise<DeadlineRule> =>
      call(api['tip-clocks'].rules.$post({ json })),
    onSuccess: () => client.invalidateQueries(tipClocksQuery),
  });
}

/** Says what kind of day a day is; open tips may get another due day by it. */
export function useSetDay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: DayOffBody): Promise<{ moved: number }> =>
      call(api['tip-clocks'].days.$post({ json })),
    onSuccess: async () => {
      await client.invalidateQueries(tipClocksQuery);
      await client.invalidateQueries({ queryKey: TIPS_KEY });
    },
  });
}
