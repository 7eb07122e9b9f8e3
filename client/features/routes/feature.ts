import { IconRoute } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import * as z from 'zod';

import { meQuery } from '#client/api/me.ts';
import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';
import { can } from '#server/contract/permission.ts';

import { RoutesSearch } from './calendar/list-search.ts';

const routesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes',
  validateSearch: RoutesSearch,
  staticData: { right: 'routes:plan' },
  component: lazyRouteComponent(() => import('./calendar/routes-screen.tsx')),
});

const liveDayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes/live',
  validateSearch: z.object({ on: z.iso.date().optional().catch(undefined) }),
  staticData: { right: 'routes:plan' },
  component: lazyRouteComponent(() => import('./live-day/live-day-screen.tsx')),
});

const recurrencesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes/recurring',
  staticData: { right: 'routes:plan' },
  component: lazyRouteComponent(() => import('./recurring/recurrences-screen.tsx')),
});

const routeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes/$routeId',
  staticData: { right: 'routes:plan' },
  component: lazyRouteComponent(() => import('./desk/route-screen.tsx')),
});

/** Target of the codes on the printed sheet: the team's own route on the phone, the plan for the planner. */
const stopRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes/$routeId/stops/$stopId',
  beforeLoad: async (guarded) => {
    const { routeId, stopId } = guarded.params;
    const me = await guarded.context.queryClient.ensureQueryData(meQuery);
    if (can(me.role, 'routes:work')) {
      throw redirect({ to: '/my-routes', search: { stop: Number(stopId) }, replace: true });
    }
    throw redirect({ to: '/routes/$routeId', params: { routeId }, replace: true });
  },
  staticData: { right: 'anyone' },
});

const outcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes/$routeId/outcome',
  staticData: { right: 'routes:plan' },
  component: lazyRouteComponent(() => import('./calendar/outcome-screen.tsx')),
});

const sheetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/routes/$routeId/print',
  staticData: { right: 'routes:plan', bare: true },
  component: lazyRouteComponent(() => import('./paper/sheet-screen.tsx')),
});

const fieldRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/my-routes',
  validateSearch: z.object({ stop: z.number().int().positive().optional().catch(undefined) }),
  staticData: { right: 'routes:work' },
  component: lazyRouteComponent(() => import('./phone/field-screen.tsx')),
});

export const routes = {
  screens: [
    routesRoute,
    liveDayRoute,
    recurrencesRoute,
    routeRoute,
    stopRoute,
    outcomeRoute,
    sheetRoute,
    fieldRoute,
  ],
  ways: [
    {
      to: '/my-routes',
      permission: 'routes:work',
      place: 50,
      icon: IconRoute,
      label: (text) => text.destinations.myRoutes,
    },
    {
      to: '/routes',
      permission: 'routes:plan',
      place: 60,
      icon: IconRoute,
      label: (text) => text.destinations.routes,
    },
  ],
  outboxKinds: {
    'route-result': () => import('./phone/result-outbox-kind.tsx'),
    'finish-shift': () => import('./phone/finish-outbox-kind.ts'),
    'unplanned-stop': () => import('./phone/unplanned-outbox-kind.tsx'),
  },
} as const satisfies Feature;
