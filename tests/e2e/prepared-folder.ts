import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Role } from '#server/contract/permission.ts';

/** The session of a role in a prepared folder: all copies know it, and a cookie holds for every port. */
export const sessionFile = (folder: string, role: Role): string =>
  join(folder, 'e2e-sessions', `${role}.json`);

/** Written last: a folder that has it is prepared. */
export const startsFile = (folder: string): string => join(folder, 'e2e-starts.json');

/** The folder that spec files start from a copy of. */
export function preparedFolder(): string {
  const folder = process.env['DIABAN_E2E_FOLDER'];
  if (folder === undefined) throw new Error('global-setup did not run');
  return folder;
}

/** Seconds that the product took to start, as on a fresh clone and as on the next day, when the folder was prepared. */
export function secondsOfStarts(): [first: number, second: number] {
  return JSON.parse(readFileSync(startsFile(preparedFolder()), 'utf8')) as [number, number];
}
