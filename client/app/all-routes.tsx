import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';

import { ObjectSearch } from '#client/features/inspection-objects/object-search.ts';
import { ViewSearch } from '#client/register/view-search.ts';
import { SignalSearch } from '#client/features/signals/signal-search.ts';
import { CommuneCode } from '#server/contract/commune.ts';
import { Measure } from '#server/contract/comparison.ts';
import { IsoDate } from '#server/contract/time.ts';
import { WorkKind } from '#server/contract/worklist.ts';

import { firstRoutes } from './first-routes.ts';
import { requirePermission, requireSession, startAtHome } from './guards.ts';
import { loadFrame } from './load-signed-in.ts';
import { NotFoundScreen } from './not-found-screen.tsx';
import { rootRoute } from './root-route.tsx';
import { SCREEN_ROUTES } from './screens.ts';

const webhooksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/webhooks',
  beforeLoad: requirePermission('accounts:manage'),
  component: lazyRouteComponent(() => import('#client/features/webhooks/webhooks-screen.tsx')),
});

const mapRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: ViewSearch,
  beforeLoad: startAtHome('points:read'),
  component: lazyRouteComponent(() => {
    // Much larger than the screen around it, which is drawn first: asked for beside it, not after it.
    void import('#client/map/points-map.tsx').catch(() => undefined);
    return import('./map-screen.tsx');
  }),
});

const worklistRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/worklist',
  validateSearch: z.object({ work: WorkKind.optional().catch(undefined) }),
  beforeLoad: requirePermission('worklist:read', loadFrame),
  component: lazyRouteComponent(() => import('#client/app/worklist/worklist-screen.tsx')),
});

const printRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/print',
  validateSearch: ViewSearch,
  beforeLoad: requirePermission('points:read'),
  component: lazyRouteComponent(() => import('#client/features/map-export/print-view.tsx')),
  staticData: { bare: true },
});

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
  beforeLoad: requirePermission('analysis:read'),
  component: lazyRouteComponent(() => import('#client/features/analysis/comparison-screen.tsx')),
});

const attributionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/attribution',
  validateSearch: z.object({
    /** The point whose recurrences are shown. */
    point: z.number().int().positive().optional().catch(undefined),
  }),
  beforeLoad: requirePermission('points:read'),
  component: lazyRouteComponent(
    () => import('#client/features/attribution/attribution-screen.tsx'),
  ),
});

const questionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/questions',
  beforeLoad: requirePermission('analysis:read'),
  component: lazyRouteComponent(() => import('#client/features/questions/questions-screen.tsx')),
});

const proposalsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/proposals',
  validateSearch: z.object({ id: z.number().int().positive().optional().catch(undefined) }),
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('#client/features/proposals/proposals-screen.tsx')),
});

const hotSpotsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/hot-spots',
  beforeLoad: requirePermission('analysis:places'),
  component: lazyRouteComponent(() => import('#client/features/analysis/hot-spots-screen.tsx')),
});

const servicesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/services',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('#client/features/services/services-screen.tsx')),
});

const signalsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/signals',
  validateSearch: SignalSearch,
  beforeLoad: requirePermission('points:read'),
  component: lazyRouteComponent(() => import('#client/features/signals/signals-screen.tsx')),
});

const signalMeasuresRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/signal-measures',
  beforeLoad: requireSession,
  component: lazyRouteComponent(
    () => import('#client/features/signals/measures/measures-screen.tsx'),
  ),
});

const inspectionObjectsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inspection-objects',
  validateSearch: ObjectSearch,
  beforeLoad: requirePermission('inspection_objects:read'),
  component: lazyRouteComponent(
    () => import('#client/features/inspection-objects/inspection-objects-screen.tsx'),
  ),
});

const objectImportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inspection-objects/import',
  beforeLoad: requirePermission('inspection_objects:manage'),
  component: lazyRouteComponent(
    () => import('#client/features/inspection-objects/object-import-screen.tsx'),
  ),
});

const jobsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/jobs',
  beforeLoad: requirePermission('jobs:manage'),
  component: lazyRouteComponent(() => import('#client/features/reminders/jobs-screen.tsx')),
});

const operationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/operations',
  beforeLoad: requirePermission('jobs:manage'),
  component: lazyRouteComponent(() => import('#client/features/operations/operations-screen.tsx')),
});

const accountsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/accounts',
  beforeLoad: requirePermission('accounts:manage'),
  component: lazyRouteComponent(() => import('#client/features/accounts/accounts-screen.tsx')),
});

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  beforeLoad: requirePermission('audit:read'),
  component: lazyRouteComponent(() => import('#client/features/audit/audit-screen.tsx')),
});

const boundariesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/boundaries',
  beforeLoad: requirePermission('boundaries:manage'),
  component: lazyRouteComponent(() => import('./boundaries-screen.tsx')),
});

const geodataRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/geodata',
  beforeLoad: requirePermission('gazetteers:manage'),
  component: lazyRouteComponent(() => import('./geodata-screen.tsx')),
});

const importsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/imports',
  beforeLoad: requirePermission('points:import'),
  component: lazyRouteComponent(
    () => import('#client/features/point-imports/point-import-screen.tsx'),
  ),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('./settings-screen.tsx')),
});

const noticesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/notices',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('#client/features/notices/notices-screen.tsx')),
});

const outboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/outbox',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('#client/offline/screen/outbox-screen.tsx')),
});

/** Has the name that the page starts with, so that a place which is open while this tree comes is known in it. */
const unknownRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '$',
  component: NotFoundScreen,
});

/** All addresses of the product, each with its typed search parameters and its guard. */
export const routeTree = rootRoute.addChildren([
  mapRoute,
  worklistRoute,
  printRoute,
  ...firstRoutes(rootRoute),
  ...SCREEN_ROUTES,
  comparisonRoute,
  attributionRoute,
  questionsRoute,
  proposalsRoute,
  hotSpotsRoute,
  servicesRoute,
  inspectionObjectsRoute,
  objectImportRoute,
  signalsRoute,
  signalMeasuresRoute,
  jobsRoute,
  operationsRoute,
  accountsRoute,
  webhooksRoute,
  auditRoute,
  boundariesRoute,
  geodataRoute,
  importsRoute,
  settingsRoute,
  noticesRoute,
  outboxRoute,
  unknownRoute,
]);
