import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT_ROOT } from './server-process.ts';

const FOLDER = join(PROJECT_ROOT, '..', 'shared', 'data-real');

/** Where the real samples are not, their tests say so and are left out; in CI they must be there. */
export const realFilesMissing = !existsSync(FOLDER) && process.env['CI'] !== 'true';
export const WHERE_REAL_FILES_ARE = 'the real samples are not in ../shared/data-real';

export function realFile(name: string): string {
  return join(FOLDER, name);
}
