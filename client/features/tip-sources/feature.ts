import { IconPlugConnected } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

const tipSourcesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tip-sources',
  staticData: { right: 'tip_sources:manage' },
  component: lazyRouteComponent(() => import('./tip-sources-screen.tsx')),
});

export const tipSources = {
  screens: [tipSourcesRoute],
  ways: [
    {
      to: '/tip-sources',
      permission: 'tip_sources:manage',
      place: 220,
      icon: IconPlugConnected,
      label: (text) => text.destinations.tipSources,
    },
  ],
} as const satisfies Feature;
