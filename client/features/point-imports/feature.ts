import { IconFileImport } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

const importsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/imports',
  staticData: { right: 'points:import' },
  component: lazyRouteComponent(() => import('./point-import-screen.tsx')),
});

export const pointImports = {
  screens: [importsRoute],
  ways: [
    {
      to: '/imports',
      permission: 'points:import',
      place: 150,
      icon: IconFileImport,
      label: (text) => text.common.goImports,
    },
  ],
} as const satisfies Feature;
