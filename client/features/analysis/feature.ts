import { IconFlame, IconScale } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';
import { CommuneCode } from '#server/contract/commune.ts';
import { Measure } from '#server/contract/comparison.ts';
import { IsoDate } from '#server/contract/time.ts';

const comparisonRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/comparison',
  validateSearch: z.object({
    view: z.enum(['funnel', 'map', 'survival', 'audit']).optional().catch(undefined),
    measure: Measure.optional().catch(undefined),
    from: IsoDate.optional().catch(undefined),
    to: IsoDate.optional().catch(undefined),
    /** The commune whose cases are open. */
    commune: CommuneCode.optional().catch(undefined),
  }),
  staticData: { right: 'analysis:read' },
  component: lazyRouteComponent(() => import('./comparison-screen.tsx')),
});

const hotSpotsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/hot-spots',
  staticData: { right: 'analysis:places' },
  component: lazyRouteComponent(() => import('./hot-spots-screen.tsx')),
});

export const analysis = {
  screens: [comparisonRoute, hotSpotsRoute],
  ways: [
    {
      to: '/comparison',
      permission: 'analysis:read',
      place: 90,
      icon: IconScale,
      label: (text) => text.destinations.analysis,
    },
    {
      to: '/hot-spots',
      permission: 'analysis:places',
      place: 110,
      icon: IconFlame,
      label: (text) => text.destinations.placeAnalysis,
    },
  ],
} as const satisfies Feature;
