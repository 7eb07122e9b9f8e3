import type { Role } from '#server/contract/permission.ts';

import type { Screen } from './screens.ts';
import { words } from './words.ts';

const INFORMED = 'Người dân được tuyên truyền, phổ biến';

function plan(name: string, role: Role): Screen {
  return {
    name,
    role,
    async show(app) {
      await app.plans.opens('46/KH-UBND');
      await app.expectScreen(words.plans.title);
      await app.plans.expectIndicators();
      await app.rests();
    },
  };
}

/** A plan's targets for the city and for a commune, and what is written about them. */
export const PLAN_SCREENS: readonly Screen[] = [
  plan('plans', 'coordinator'),
  plan('plans-of-a-leader', 'leader'),
  {
    name: 'plan-allotment',
    role: 'coordinator',
    async show(app) {
      await app.plans.opens('46/KH-UBND');
      await app.plans.startsAllotting(INFORMED);
    },
  },
  {
    name: 'plan-result',
    role: 'coordinator',
    async show(app) {
      await app.plans.opens('46/KH-UBND');
      await app.plans.startsResult(INFORMED);
    },
  },
];
