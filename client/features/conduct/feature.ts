import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';

import type { Feature } from '#client/frame/feature.ts';
import { rootRoute } from '#client/frame/root-route.ts';
import { CommuneCode } from '#server/contract/commune.ts';
import { ConductFigure, ConductPart } from '#server/contract/conduct.ts';
import { IsoDate } from '#server/contract/time.ts';

/** Leads to exactly the cases that a number of a line of conduct counts. */
const conductRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/conduct',
  validateSearch: z.object({
    figure: ConductFigure.optional().catch(undefined),
    part: ConductPart.optional().catch(undefined),
    from: IsoDate.optional().catch(undefined),
    to: IsoDate.optional().catch(undefined),
    commune: CommuneCode.optional().catch(undefined),
  }),
  staticData: { right: 'analysis:read' },
  component: lazyRouteComponent(() => import('./conduct-screen.tsx')),
});

export const conduct = {
  screens: [conductRoute],
} as const satisfies Feature;
