import { IconServer } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

const operationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/operations',
  staticData: { right: 'jobs:manage' },
  component: lazyRouteComponent(() => import('./operations-screen.tsx')),
});

export const operations = {
  screens: [operationsRoute],
  ways: [
    {
      to: '/operations',
      permission: 'jobs:manage',
      place: 250,
      icon: IconServer,
      label: (text) => text.destinations.operations,
    },
  ],
} as const satisfies Feature;
