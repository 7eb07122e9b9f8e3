import { IconListCheck } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  staticData: { right: 'audit:read' },
  component: lazyRouteComponent(() => import('./audit-screen.tsx')),
});

export const audit = {
  screens: [auditRoute],
  ways: [
    {
      to: '/audit',
      permission: 'audit:read',
      place: 260,
      icon: IconListCheck,
      label: (text) => text.common.goAudit,
    },
  ],
  banners: [{ right: 'anyone', load: () => import('./log-head-banner.tsx') }],
} as const satisfies Feature;
