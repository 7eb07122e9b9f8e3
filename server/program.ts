import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** True when the server runs from its TypeScript sources, false when it runs as `npm run build` made it. */
export const RUNS_FROM_SOURCES = import.meta.url.endsWith('.ts');

/** Folder that holds package.json: migrations, pages and packages are found from it, by sources and built program. */
export const PROJECT_ROOT = folderAbove(import.meta.dirname, 'package.json');

/**
 * Address of a module that is loaded by its address (a thread, a process) and lies beside the one that asks.
 * @param name file name without its ending, which is .ts among the sources and .js in the built program
 * @param base `import.meta.url` of the module that asks
 */
export function moduleBeside(name: string, base: string): URL {
  return new URL(`${name}${RUNS_FROM_SOURCES ? '.ts' : '.js'}`, base);
}

function folderAbove(folder: string, file: string): string {
  if (existsSync(join(folder, file))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error(`no folder above the program holds ${file}`);
  return folderAbove(above, file);
}
