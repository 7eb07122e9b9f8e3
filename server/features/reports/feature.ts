import type { Feature } from '#server/feature.ts';

import { reportAnalysisRoutes } from './analysis-routes.ts';
import { REPORT_PERIODS_PROPOSAL } from './commands.ts';
import { reportRoutes } from './routes.ts';

export const reports = {
  uses: ['analysis', 'attribution', 'communes', 'conduct', 'exports', 'plans'],
  subjects: {
    reports: 'Reports for a period',
  },
  operations: [reportRoutes, reportAnalysisRoutes],
  proposals: {
    report_periods: REPORT_PERIODS_PROPOSAL,
  },
} as const satisfies Feature;
