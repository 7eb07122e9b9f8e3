import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';

export const tipSourcesQuery = apiQuery(['tip-sources'], api['tip-sources'].$get, {});
