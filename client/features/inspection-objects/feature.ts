import { IconBuildingStore } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

import { ObjectSearch } from './object-search.ts';

const inspectionObjectsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inspection-objects',
  validateSearch: ObjectSearch,
  staticData: { right: 'inspection_objects:read' },
  component: lazyRouteComponent(() => import('./inspection-objects-screen.tsx')),
});

const objectImportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inspection-objects/import',
  staticData: { right: 'inspection_objects:manage' },
  component: lazyRouteComponent(() => import('./object-import-screen.tsx')),
});

export const inspectionObjects = {
  screens: [inspectionObjectsRoute, objectImportRoute],
  ways: [
    {
      to: '/inspection-objects',
      permission: 'inspection_objects:read',
      place: 80,
      icon: IconBuildingStore,
      label: (text) => text.destinations.inspections,
    },
  ],
} as const satisfies Feature;
