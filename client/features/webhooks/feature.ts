import { IconWebhook } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

const webhooksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/webhooks',
  staticData: { right: 'accounts:manage' },
  component: lazyRouteComponent(() => import('./webhooks-screen.tsx')),
});

export const webhooks = {
  screens: [webhooksRoute],
  ways: [
    {
      to: '/webhooks',
      permission: 'accounts:manage',
      place: 230,
      icon: IconWebhook,
      label: (text) => text.destinations.webhooks,
    },
  ],
  banners: [{ right: 'accounts:manage', load: () => import('./webhook-banner.tsx') }],
} as const satisfies Feature;
