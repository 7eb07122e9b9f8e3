import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

const servicesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/services',
  staticData: { right: 'anyone' },
  component: lazyRouteComponent(() => import('./services-screen.tsx')),
});

export const services = {
  screens: [servicesRoute],
} as const satisfies Feature;
