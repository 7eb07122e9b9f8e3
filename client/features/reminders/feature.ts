import { IconClockPlay } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

const jobsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/jobs',
  staticData: { right: 'jobs:manage' },
  component: lazyRouteComponent(() => import('./jobs-screen.tsx')),
});

export const reminders = {
  screens: [jobsRoute],
  ways: [
    {
      to: '/jobs',
      permission: 'jobs:manage',
      place: 240,
      icon: IconClockPlay,
      label: (text) => text.destinations.jobs,
    },
  ],
} as const satisfies Feature;
