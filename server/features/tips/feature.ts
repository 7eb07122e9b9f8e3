import type { Feature } from '#server/feature.ts';

import { DAY_OFF_PROPOSAL, TIP_RULE_PROPOSAL, TIP_STEP_PROPOSAL } from './proposal-commands.ts';
import { tipRoutes } from './routes.ts';
import { tipClockRoutes } from './step-routes.ts';

export const tips = {
  uses: ['attachments', 'communes', 'late-entries', 'signals'],
  subjects: {
    tips: 'Tips and their legal clocks',
  },
  operations: [tipRoutes, tipClockRoutes],
  proposals: {
    tip_rule: TIP_RULE_PROPOSAL,
    day_off: DAY_OFF_PROPOSAL,
    tip_step: TIP_STEP_PROPOSAL,
  },
} as const satisfies Feature;
