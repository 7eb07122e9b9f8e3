import { queryOptions } from '@tanstack/react-query';

import type { ReportList } from '#server/contract/report.ts';

import { call } from './call.ts';
import { api } from './client.ts';

export const REPORTS_KEY = ['reports'] as const;

/** The reports within reach, latest period first, and the rules of the periods. */
export const reportsQuery = queryOptions({
  queryKey: [...REPORTS_KEY, 'list'],
  queryFn: ({ signal }): Promise<ReportList> => call(api.reports.$get({}, { init: { signal } })),
});
