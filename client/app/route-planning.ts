import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import * as z from 'zod';

import { RoutesSearch } from '#client/features/routes/calendar/list-search.ts';
import { can } from '#server/contract/permission.ts';

import { requirePermission, requireSession } from './guards.ts';
import { rootRoute } from './root-route.tsx';

const routesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes',
  validateSearch: RoutesSearch,
  beforeLoad: requirePermission('routes:plan'),
  component: lazyRouteComponent(() => import('#client/features/routes/calendar/routes-screen.tsx')),
});

const liveDayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes/live',
  validateSearch: z.object({ on: z.iso.date().optional().catch(undefined) }),
  beforeLoad: requirePermission('routes:plan'),
  component: lazyRouteComponent(
    () => import('#client/features/routes/live-day/live-day-screen.tsx'),
  ),
});

const recurrencesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes/recurring',
  beforeLoad: requirePermission('routes:plan'),
  component: lazyRouteComponent(
    () => import('#client/features/routes/recurring/recurrences-screen.tsx'),
  ),
});

const routeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes/$routeId',
  beforeLoad: requirePermission('routes:plan'),
  component: lazyRouteComponent(() => import('#client/features/routes/desk/route-screen.tsx')),
});

/** Target of the codes on the printed sheet: the team's own route on the phone, the plan for the planner. */
const stopRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes/$routeId/stops/$stopId',
  beforeLoad: async (guarded) => {
    const { routeId, stopId } = guarded.params;
    const me = await requireSession(guarded);
    if (can(me.role, 'routes:work')) {
      throw redirect({ to: '/my-routes', search: { stop: Number(stopId) }, replace: true });
    }
    throw redirect({ to: '/routes/$routeId', params: { routeId }, replace: true });
  },
});

const teamsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/teams',
  beforeLoad: requirePermission('routes:plan'),
  component: lazyRouteComponent(() => import('#client/features/teams/teams-screen.tsx')),
});

const outcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes/$routeId/outcome',
  beforeLoad: requirePermission('routes:plan'),
  component: lazyRouteComponent(
    () => import('#client/features/routes/calendar/outcome-screen.tsx'),
  ),
});

const sheetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes/$routeId/print',
  beforeLoad: requirePermission('routes:plan'),
  component: lazyRouteComponent(() => import('#client/features/routes/paper/sheet-screen.tsx')),
  staticData: { bare: true },
});

const fieldRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/my-routes',
  validateSearch: z.object({ stop: z.number().int().positive().optional().catch(undefined) }),
  beforeLoad: requirePermission('routes:work'),
  component: lazyRouteComponent(() => import('#client/features/routes/phone/field-screen.tsx')),
});

/** The addresses under which routes are planned and walked. */
export const ROUTE_PLANNING = [
  routesRoute,
  liveDayRoute,
  recurrencesRoute,
  routeRoute,
  outcomeRoute,
  sheetRoute,
  stopRoute,
  teamsRoute,
  fieldRoute,
] as const;
