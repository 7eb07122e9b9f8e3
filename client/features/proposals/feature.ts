import { IconUserCheck } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

const proposalsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/proposals',
  validateSearch: z.object({ id: z.number().int().positive().optional().catch(undefined) }),
  staticData: { right: 'anyone' },
  component: lazyRouteComponent(() => import('./proposals-screen.tsx')),
});

export const proposals = {
  screens: [proposalsRoute],
  ways: [
    {
      to: '/proposals',
      permission: 'proposals:decide',
      place: 170,
      icon: IconUserCheck,
      label: (text) => text.destinations.proposals,
    },
  ],
} as const satisfies Feature;
