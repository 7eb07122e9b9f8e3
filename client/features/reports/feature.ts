import { IconReport } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';
import { CommuneCode } from '#server/contract/commune.ts';
import { PeriodKind } from '#server/contract/reporting-period.ts';

const reportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reports',
  validateSearch: z.object({
    /** The period's kind. */
    period: PeriodKind.optional().catch(undefined),
    year: z.number().int().min(2000).max(2200).optional().catch(undefined),
    number: z.number().int().min(1).max(12).optional().catch(undefined),
    commune: CommuneCode.optional().catch(undefined),
  }),
  staticData: { right: 'reports:read' },
  component: lazyRouteComponent(() => import('./reports-screen.tsx')),
});

export const reports = {
  screens: [reportsRoute],
  ways: [
    {
      to: '/reports',
      permission: 'reports:read',
      place: 140,
      icon: IconReport,
      label: (text) => text.destinations.reports,
    },
  ],
} as const satisfies Feature;
