import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';
import { ViewSearch } from '#client/register/view-search.ts';

const printRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/print',
  validateSearch: ViewSearch,
  staticData: { right: 'points:read', bare: true },
  component: lazyRouteComponent(() => import('./print-view.tsx')),
});

export const mapExport = {
  screens: [printRoute],
} as const satisfies Feature;
