import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';

import { CommuneCode } from '#server/contract/commune.ts';
import { IsoDate } from '#server/contract/time.ts';

import { requirePermission } from './guards.ts';
import { rootRoute } from './root-route.tsx';

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
  beforeLoad: requirePermission('weekly_sheets:read'),
  component: lazyRouteComponent(
    () => import('#client/features/weekly-sheets/weekly-sheet-screen.tsx'),
  ),
});

/** The address of the weekly sheets. */
export const WEEKLY_SHEET_ROUTES = [weeklySheetRoute] as const;
