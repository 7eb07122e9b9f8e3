import { IconHelpCircle } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';

const questionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/questions',
  staticData: { right: 'analysis:read' },
  component: lazyRouteComponent(() => import('./questions-screen.tsx')),
});

export const questions = {
  screens: [questionsRoute],
  ways: [
    {
      to: '/questions',
      permission: 'analysis:read',
      place: 100,
      icon: IconHelpCircle,
      label: (text) => text.destinations.questions,
    },
  ],
} as const satisfies Feature;
