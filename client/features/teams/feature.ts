import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

const teamsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/teams',
  staticData: { right: 'routes:plan' },
  component: lazyRouteComponent(() => import('./teams-screen.tsx')),
});

export const teams = {
  screens: [teamsRoute],
} as const satisfies Feature;
