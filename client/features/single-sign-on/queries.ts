import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';

export const ownBindingQuery = apiQuery(
  ['me', 'single-sign-on'],
  api.me['single-sign-on'].$get,
  {},
);
