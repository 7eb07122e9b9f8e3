import { apiQuery } from './api-query.ts';
import { api } from './client.ts';

export const passkeysQuery = apiQuery(['passkeys'], api.me.passkeys.$get, {});
