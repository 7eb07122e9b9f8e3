import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

const noticesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/notices',
  staticData: { right: 'anyone' },
  component: lazyRouteComponent(() => import('./notices-screen.tsx')),
});

export const notices = {
  screens: [noticesRoute],
} as const satisfies Feature;
