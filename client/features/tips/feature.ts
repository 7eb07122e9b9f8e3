import { IconCalendarTime, IconMessage2Exclamation } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

import { TipSearch } from './tip-search.ts';

const tipsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tips',
  validateSearch: TipSearch,
  staticData: { right: 'tips:read' },
  component: lazyRouteComponent(() => import('./tips-screen.tsx')),
});

const newTipRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tips/new',
  staticData: { right: 'tips:enter' },
  component: lazyRouteComponent(() => import('./new-tip-screen.tsx')),
});

const tipClocksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tip-clocks',
  staticData: { right: 'anyone' },
  component: lazyRouteComponent(() => import('./clocks/tip-clocks-screen.tsx')),
});

const tipRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tips/$id',
  staticData: { right: 'tips:read' },
  component: lazyRouteComponent(() => import('./tip-screen.tsx')),
});

export const tips = {
  screens: [tipsRoute, newTipRoute, tipClocksRoute, tipRoute],
  ways: [
    {
      to: '/tips',
      permission: 'tips:read',
      place: 30,
      icon: IconMessage2Exclamation,
      label: (text) => text.destinations.tips,
    },
    {
      to: '/tip-clocks',
      permission: 'settings:manage',
      place: 200,
      icon: IconCalendarTime,
      label: (text) => text.destinations.tipClocks,
    },
  ],
} as const satisfies Feature;
