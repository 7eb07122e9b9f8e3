import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

const tipImportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tips/import',
  staticData: { right: 'tips:work' },
  component: lazyRouteComponent(() => import('./tip-import-screen.tsx')),
});

export const tipImports = {
  screens: [tipImportRoute],
} as const satisfies Feature;
