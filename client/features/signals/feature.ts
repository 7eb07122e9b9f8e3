import { IconAlertCircle, IconRulerMeasure } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

import { SignalSearch } from './signal-search.ts';

const signalsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/signals',
  validateSearch: SignalSearch,
  staticData: { right: 'points:read' },
  component: lazyRouteComponent(() => import('./signals-screen.tsx')),
});

const signalMeasuresRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/signal-measures',
  staticData: { right: 'anyone' },
  component: lazyRouteComponent(() => import('./measures/measures-screen.tsx')),
});

export const signals = {
  screens: [signalsRoute, signalMeasuresRoute],
  ways: [
    {
      to: '/signals',
      permission: 'points:read',
      place: 70,
      icon: IconAlertCircle,
      label: (text) => text.destinations.signals,
    },
    {
      to: '/signal-measures',
      permission: 'settings:manage',
      place: 210,
      icon: IconRulerMeasure,
      label: (text) => text.destinations.signalMeasures,
    },
  ],
} as const satisfies Feature;
