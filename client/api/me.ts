import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';

import type { Me } from '#server/contract/account.ts';
import { can, type Permission } from '#server/contract/permission.ts';

import { call } from './call.ts';
import { api } from './client.ts';
import { isStarting, STARTING_PAUSE_MILLISECONDS } from './come-back.ts';

/** The person signed in. Fails with `session.missing` when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }): Promise<Me> => call(api.me.$get({}, { init: { signal } })),
  staleTime: 5 * 60_000,
  retry: (_, error) => isStarting(error),
  retryDelay: STARTING_PAUSE_MILLISECONDS,
});

/** The signed-in person. Only for screens behind the sign-in, where it is already loaded. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** True when the role of the person signed in has a permission at all; each point's own acts come with the point. */
export function useCan(permission: Permission): boolean {
  return can(useMe().role, permission);
}
