import type { Feature } from '#server/feature.ts';

import { SIGNAL_PARAMETER_PROPOSAL } from './commands.ts';
import { markAround, matchAround, matchMarked } from './match-commands.ts';
import { signalRoutes } from './routes.ts';
import { SIGNAL_JOBS } from './signal-jobs.ts';

export const signals = {
  uses: ['handovers', 'life-cycle', 'points'],
  subjects: {
    signals: 'Signs that activity has come back',
  },
  operations: [signalRoutes],
  jobs: () => SIGNAL_JOBS,
  proposals: {
    signal_parameter: SIGNAL_PARAMETER_PROPOSAL,
  },
  joins: { placeCloses: markAround, lookAtSignals: matchMarked, closuresTakenBack: matchAround },
} as const satisfies Feature;
