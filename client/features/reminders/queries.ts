import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';

const EVERY_MINUTE = 60_000;

export const jobsQuery = apiQuery(['jobs'], api.jobs.$get, {}, { refetchInterval: EVERY_MINUTE });
