import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';

import { CommuneCode } from '#server/contract/commune.ts';
import { ConductFigure, ConductPart } from '#server/contract/conduct.ts';
import { PeriodKind } from '#server/contract/reporting-period.ts';
import { IsoDate } from '#server/contract/time.ts';

import { requirePermission } from './guards.ts';
import { rootRoute } from './root-route.tsx';

const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/overview',
  beforeLoad: requirePermission('overview:read'),
  component: lazyRouteComponent(() => import('#client/features/overview/overview-screen.tsx')),
});

const plansRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/plans',
  validateSearch: z.object({ plan: z.number().int().positive().optional().catch(undefined) }),
  beforeLoad: requirePermission('plans:read'),
  component: lazyRouteComponent(() => import('#client/features/plans/plans-screen.tsx')),
});

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
  beforeLoad: requirePermission('reports:read'),
  component: lazyRouteComponent(() => import('#client/features/reports/reports-screen.tsx')),
});

const communeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/commune',
  validateSearch: z.object({
    /** Absent: the reader's own. */
    commune: CommuneCode.optional().catch(undefined),
    from: IsoDate.optional().catch(undefined),
    to: IsoDate.optional().catch(undefined),
  }),
  beforeLoad: requirePermission('analysis:read'),
  component: lazyRouteComponent(() => import('./commune/commune-home.tsx')),
});

/** Leads to exactly the cases that a number of a line of conduct counts. */
const conductRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/conduct',
  validateSearch: z.object({
    figure: ConductFigure.optional().catch(undefined),
    part: ConductPart.optional().catch(undefined),
    from: IsoDate.optional().catch(undefined),
    to: IsoDate.optional().catch(undefined),
    commune: CommuneCode.optional().catch(undefined),
  }),
  beforeLoad: requirePermission('analysis:read'),
  component: lazyRouteComponent(() => import('#client/features/conduct/conduct-screen.tsx')),
});

/** The addresses of a commune and the city at a glance, of a year's plan and of the reports about it. */
export const PLAN_ROUTES = [
  communeRoute,
  conductRoute,
  overviewRoute,
  plansRoute,
  reportsRoute,
] as const;
