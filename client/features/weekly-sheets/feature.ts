import { IconCalendarCheck } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';
import { CommuneCode } from '#server/contract/commune.ts';
import { REACH } from '#server/contract/permission.ts';
import { IsoDate } from '#server/contract/time.ts';

const weeklySheetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/weekly-sheet',
  validateSearch: z.object({
    commune: CommuneCode.optional().catch(undefined),
    /** Any day of the week. */
    week: IsoDate.optional().catch(undefined),
    /** 0: the figures as they are now. */
    version: z.number().int().min(0).optional().catch(undefined),
  }),
  staticData: { right: 'weekly_sheets:read' },
  component: lazyRouteComponent(() => import('./weekly-sheet-screen.tsx')),
});

export const weeklySheets = {
  screens: [weeklySheetRoute],
  ways: [
    {
      to: '/weekly-sheet',
      permission: 'weekly_sheets:read',
      // Whoever watches the whole city finds it behind the comparison.
      place: (role) => (REACH[role] === 'city' ? 95 : 40),
      icon: IconCalendarCheck,
      label: (text) => text.destinations.weeklySheets,
    },
  ],
  // Most days it is not due, and then nothing of it but a question is loaded.
  workCards: [{ right: 'weekly_sheets:sign', load: () => import('./due-sheet-card.tsx') }],
} as const satisfies Feature;
