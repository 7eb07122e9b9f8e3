import type { Feature } from '#server/feature.ts';

import { pointExportRoutes } from './export-routes.ts';
import {
  CORRECT_PROPOSAL,
  DELIST_PROPOSAL,
  MERGE_PROPOSAL,
  UNDO_MERGE_PROPOSAL,
} from './proposal-commands.ts';
import { pointRoutes } from './routes.ts';

export const points = {
  uses: ['communes', 'exports', 'handovers', 'late-entries', 'life-cycle', 'proposals'],
  subjects: {
    points: 'The register of points',
  },
  operations: [pointExportRoutes, pointRoutes],
  proposals: {
    delist: DELIST_PROPOSAL,
    merge: MERGE_PROPOSAL,
    undo_merge: UNDO_MERGE_PROPOSAL,
    correct: CORRECT_PROPOSAL,
  },
} as const satisfies Feature;
