import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { requirePermission } from './guards.ts';
import { rootRoute } from './root-route.tsx';

const routesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes',
  beforeLoad: requirePermission('routes:plan'),
  component: lazyRouteComponent(() => import('#client/features/routes/routes-screen.tsx')),
});

const routeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes/$routeId',
  beforeLoad: requirePermission('routes:plan'),
  component: lazyRouteComponent(() => import('#client/features/routes/route-screen.tsx')),
});

const teamsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/teams',
  beforeLoad: requirePermission('routes:plan'),
  component: lazyRouteComponent(() => import('#client/features/teams/teams-screen.tsx')),
});

/** The addresses under which routes are planned. */
export const ROUTE_PLANNING = [routesRoute, routeRoute, teamsRoute] as const;
