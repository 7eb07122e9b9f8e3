import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { TipSearch } from '#client/features/tips/tip-search.ts';

import { requirePermission, requireSession } from './guards.ts';
import { rootRoute } from './root-route.tsx';

const tipsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tips',
  validateSearch: TipSearch,
  beforeLoad: requirePermission('tips:read'),
  component: lazyRouteComponent(() => import('#client/features/tips/tips-screen.tsx')),
});

const newTipRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tips/new',
  beforeLoad: requirePermission('tips:enter'),
  component: lazyRouteComponent(() => import('#client/features/tips/new-tip-screen.tsx')),
});

const tipImportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tips/import',
  beforeLoad: requirePermission('tips:work'),
  component: lazyRouteComponent(() => import('#client/features/tip-imports/tip-import-screen.tsx')),
});

const tipClocksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tip-clocks',
  beforeLoad: requireSession,
  component: lazyRouteComponent(() => import('#client/features/tips/clocks/tip-clocks-screen.tsx')),
});

const tipSourcesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tip-sources',
  beforeLoad: requirePermission('tip_sources:manage'),
  component: lazyRouteComponent(
    () => import('#client/features/tip-sources/tip-sources-screen.tsx'),
  ),
});

const tipRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tips/$id',
  beforeLoad: requirePermission('tips:read'),
  component: lazyRouteComponent(() => import('#client/features/tips/tip-screen.tsx')),
});

/** The addresses of tips, of their rules and of who hands them in. */
export const TIP_ROUTES = [
  tipsRoute,
  newTipRoute,
  tipImportRoute,
  tipClocksRoute,
  tipSourcesRoute,
  tipRoute,
] as const;
