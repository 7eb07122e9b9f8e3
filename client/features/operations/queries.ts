import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';

const EVERY_HALF_MINUTE = 30_000;

export const operationsQuery = apiQuery(
  ['operations'],
  api.operations.$get,
  {},
  { refetchInterval: EVERY_HALF_MINUTE },
);
