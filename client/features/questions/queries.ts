import { queryOptions } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import type { Questions } from '#server/contract/question.ts';

export const questionsQuery = queryOptions({
  queryKey: ['questions'],
  meta: FOLLOWS_POINTS,
  queryFn: ({ signal }): Promise<Questions> => call(api.questions.$get({}, { init: { signal } })),
});
