import { apiQuery } from './api-query.ts';
import { api } from './client.ts';

/** Teams of inspectors, the retired ones too. */
export const teamsQuery = apiQuery(['teams'], api.teams.$get, {});
