import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Real files beside the project; they are not the project's to hand on. */
const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data-real');

/** True when the files are missing: the tests that need them say so and are skipped; in CI they must be there. */
export const realDataMissing = !existsSync(FOLDER) && process.env['CI'] !== 'true';
export const WHERE_REAL_DATA_IS = 'the real samples are not in ../shared/data-real';

export function realData(name: string): string {
  return join(FOLDER, name);
}
