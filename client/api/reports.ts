import { apiQuery } from './api-query.ts';
import { api } from './client.ts';

export const REPORTS_KEY = ['reports'] as const;

/** The reports within reach, latest period first, and the rules of the periods. */
export const reportsQuery = apiQuery([...REPORTS_KEY, 'list'], api.reports.$get, {});
