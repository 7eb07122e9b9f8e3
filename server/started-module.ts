import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { PROJECT_ROOT, RUNS_FROM_SOURCES, type StartedModule } from './program.ts';

/** Gives the address of a module that a thread or a process is started from. Tests put a bundle in its place. */
export function startedModule(name: StartedModule): URL {
  const file = RUNS_FROM_SOURCES ? `server/${name}.ts` : `dist/program/server/${name}.js`;
  return pathToFileURL(join(PROJECT_ROOT, file));
}
