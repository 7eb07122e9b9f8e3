import type { Feature } from '#server/feature.ts';
import { joined } from '#server/jobs/job-runner.ts';

import { fieldRouteRoutes } from './field-routes.ts';
import { ROUTE_JOBS } from './held-result-jobs.ts';
import { liveDayRoutes } from './live-day-routes.ts';
import { RECURRENCE_JOBS } from './recurrence-jobs.ts';
import { recurrenceRoutes } from './recurrence-routes.ts';
import { routeRoutes } from './routes.ts';

export const routes = {
  uses: ['checks', 'exports', 'inspection-objects', 'signals', 'teams'],
  subjects: {
    routes: 'Teams, routes, and the work on them',
  },
  operations: [recurrenceRoutes, routeRoutes, liveDayRoutes, fieldRouteRoutes],
  jobs: () => joined(ROUTE_JOBS, RECURRENCE_JOBS),
} as const satisfies Feature;
