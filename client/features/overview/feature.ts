import { IconLayoutDashboard } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/overview',
  staticData: { right: 'overview:read' },
  component: lazyRouteComponent(() => import('./overview-screen.tsx')),
});

export const overview = {
  screens: [overviewRoute],
  ways: [
    {
      to: '/overview',
      permission: 'overview:read',
      place: 130,
      icon: IconLayoutDashboard,
      label: (text) => text.destinations.overview,
    },
  ],
} as const satisfies Feature;
