import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';

import { communesQuery } from '#client/api/communes.ts';
import { rootRoute } from '#client/frame/root-route.ts';
import { ViewSearch } from '#client/register/view-search.ts';
import { CommuneCode } from '#server/contract/commune.ts';
import { IsoDate } from '#server/contract/time.ts';
import { WorkKind } from '#server/contract/worklist.ts';

import { firstRoutes } from './first-routes.ts';
import { guardScreen, requirePermission, requireSession, startAtHome } from './guards.ts';
import { loadFrame } from './load-signed-in.ts';
import { NotFoundScreen } from './not-found-screen.tsx';
import { framed } from './root-route.tsx';
import { SCREENS_OF_FEATURES } from './screens.ts';

const mapRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: ViewSearch,
  beforeLoad: startAtHome('points:read'),
  // The map cannot stand before it knows where: asked for beside its code, not after it.
  loader: ({ context }) => void context.queryClient.prefetchQuery(communesQuery),
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

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('./settings-screen.tsx')),
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

for (const screen of SCREENS_OF_FEATURES) guardScreen(screen);

/** All addresses of the product, each with its typed search parameters and its guard. */
export const routeTree = framed(rootRoute).addChildren([
  mapRoute,
  worklistRoute,
  ...firstRoutes(rootRoute),
  ...SCREENS_OF_FEATURES,
  communeRoute,
  boundariesRoute,
  geodataRoute,
  settingsRoute,
  outboxRoute,
  unknownRoute,
]);
