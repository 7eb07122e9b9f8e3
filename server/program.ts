import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** True when the server runs from its TypeScript sources, false when it runs as `npm run build` made it. */
export const RUNS_FROM_SOURCES = import.meta.url.endsWith('.ts');

/** Folder that holds package.json: migrations, pages and packages are found from it, by sources and built program. */
export const PROJECT_ROOT = folderAbove(import.meta.dirname, 'package.json');

/** Modules that threads and processes are started from: paths in the folder `server`, without their endings. */
export const STARTED_MODULES = [
  'features/analysis/analysis-thread',
  'methods/routing/solver-worker',
  'workers/worker-process',
] as const;
export type StartedModule = (typeof STARTED_MODULES)[number];

function folderAbove(folder: string, file: string): string {
  if (existsSync(join(folder, file))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error(`no folder above the program holds ${file}`);
  return folderAbove(above, file);
}
