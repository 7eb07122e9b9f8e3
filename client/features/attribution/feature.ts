import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

const attributionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/attribution',
  validateSearch: z.object({
    /** The point whose recurrences are shown. */
    point: z.number().int().positive().optional().catch(undefined),
  }),
  staticData: { right: 'points:read' },
  component: lazyRouteComponent(() => import('./attribution-screen.tsx')),
});

export const attribution = {
  screens: [attributionRoute],
} as const satisfies Feature;
