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

const outcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes/$routeId/outcome',
  beforeLoad: requirePermission('routes:plan'),
  component: lazyRouteComponent(() => import('#client/features/routes/outcome-screen.tsx')),
});

const sheetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes/$routeId/print',
  beforeLoad: requirePermission('routes:plan'),
  component: lazyRouteComponent(() => import('#client/features/routes/sheet-screen.tsx')),
  staticData: { bare: true },
});

const fieldRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/my-routes',
  beforeLoad: requirePermission('routes:work'),
  component: lazyRouteComponent(() => import('#client/features/routes/field-screen.tsx')),
});

/** The addresses under which routes are planned and walked. */
export const ROUTE_PLANNING = [
  routesRoute,
  routeRoute,
  outcomeRoute,
  sheetRoute,
  teamsRoute,
  fieldRoute,
] as const;
