import { queryOptions } from '@tanstack/react-query';

import { call } from './call.ts';
import { api } from './client.ts';

/** Teams of inspectors, the retired ones too. */
export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: ({ signal }) => call(api.teams.$get({}, { init: { signal } })),
});
