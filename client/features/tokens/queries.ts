import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';

export const tokensQuery = apiQuery(['tokens'], api.tokens.$get, {});
