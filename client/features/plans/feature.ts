import { IconTargetArrow } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';
import { can } from '#server/contract/permission.ts';

const plansRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/plans',
  validateSearch: z.object({ plan: z.number().int().positive().optional().catch(undefined) }),
  staticData: { right: 'plans:read' },
  component: lazyRouteComponent(() => import('./plans-screen.tsx')),
});

export const plans = {
  screens: [plansRoute],
  ways: [
    {
      to: '/plans',
      permission: 'plans:read',
      // Who answers for a commune finds its targets right behind it.
      place: (role) => (can(role, 'handovers:answer') ? 25 : 120),
      icon: IconTargetArrow,
      label: (text) => text.destinations.plans,
    },
  ],
} as const satisfies Feature;
