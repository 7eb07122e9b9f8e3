import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type {
  Rematch,
  RematchState,
  SignalParameters,
} from '#server/contract/signal-parameters.ts';

/** While somebody waits for a job, its progress is asked for so often. */
const LOOK_MILLISECONDS = 1_000;
const BUSY: readonly RematchState[] = ['waiting', 'running', 'applying'];

/** True while the server works on a change. */
export function isBusy(rematch: Rematch | null): boolean {
  return rematch !== null && BUSY.includes(rematch.state);
}

/** Every measure with its versions, and the latest change that was looked into. */
export const measuresQuery = queryOptions({
  queryKey: ['signal-measures'],
  queryFn: ({ signal }): Promise<SignalParameters> =>
    call(api['signal-parameters'].$get({}, { init: { signal } })),
  refetchInterval: ({ state }) => (isBusy(state.data?.latest ?? null) ? LOOK_MILLISECONDS : false),
});
