import type { Feature } from '#server/feature.ts';

import { backupJobs } from './backup-jobs.ts';
import { keptPlaces } from './kept-files.ts';

export const backups = {
  uses: ['audit'],
  jobs: ({ config, objectStore }) => backupJobs(keptPlaces(config, objectStore)),
} as const satisfies Feature;
