import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Role } from '#server/contract/permission.ts';

/** The session of a role in a prepared folder: all copies know it, and a cookie holds for every port. */
export const sessionFile = (folder: string, role: Role): string =>
  join(folder, 'e2e-sessions', `${role}.json`);

/** Times of the two starts, where they were measured. */
export const startsFile = (folder: string): string => join(folder, 'e2e-starts.json');

/** Written last: a folder that has it holds the demonstration, and everybody is signed in. */
export const readyFile = (folder: string): string => join(folder, 'e2e-ready');

/** The folder that each spec file gets a copy of where products are on the embedded database. */
export function preparedFolder(): string {
  const folder = process.env['DIABAN_E2E_FOLDER'];
  if (folder === undefined) throw new Error('global-setup did not run');
  return folder;
}

/** Seconds of the first and the second start when the folder was prepared. */
export function secondsOfStarts(): [first: number, second: number] {
  return JSON.parse(readFileSync(startsFile(preparedFolder()), 'utf8')) as [number, number];
}
