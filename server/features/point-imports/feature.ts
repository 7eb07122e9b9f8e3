import type { Feature } from '#server/feature.ts';

import { pointImportHistoryRoutes } from './history-routes.ts';
import { pointImportFileRoutes, pointImportRoutes, pointImportWordRoutes } from './routes.ts';

export const pointImports = {
  uses: ['communes', 'import-history', 'life-cycle', 'signals'],
  subjects: {
    imports: 'Files of points and of addresses',
  },
  operations: [
    pointImportRoutes,
    pointImportFileRoutes,
    pointImportWordRoutes,
    pointImportHistoryRoutes,
  ],
} as const satisfies Feature;
