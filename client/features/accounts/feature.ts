import { IconUsers } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

const accountsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/accounts',
  staticData: { right: 'accounts:manage' },
  component: lazyRouteComponent(() => import('./accounts-screen.tsx')),
});

export const accounts = {
  screens: [accountsRoute],
  ways: [
    {
      to: '/accounts',
      permission: 'accounts:manage',
      place: 160,
      icon: IconUsers,
      label: (text) => text.common.goAccounts,
    },
  ],
} as const satisfies Feature;
