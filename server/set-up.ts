import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { statfs } from 'node:fs/promises';

import type { RestoreState } from './contract/set-up.ts';

/** The program behind the port, as a restore needs it. */
export type ProgramControl = {
  /** Ends the work that runs beside the requests. */
  hold(): Promise<void>;
  /** Starts the program anew on what the database now holds, in the same process and on the same port. */
  renew(): Promise<void>;
};

/** Restoring into an unused installation. Belongs to the process: it outlives the program, which a restore replaces. */
export type SetUpService = {
  /** Code that proves the operator. */
  readonly code: string;
  /** The restore that runs, or the last one; null before the first. */
  restore: RestoreState | null;
  readonly program: ProgramControl;
  /** Reads the free bytes on the disk of a folder. */
  freeBytes(folder: string): Promise<number>;
};

/** For a program that stands behind no port. */
export const NO_CONTROL: ProgramControl = {
  hold: async () => undefined,
  renew: async () => undefined,
};

const CODE_BYTES = 15;
const OVER: ReadonlySet<string> = new Set(['ready', 'failed']);
const HOLDS: ReadonlySet<string> = new Set(['loading', 'files', 'starting']);

/** @param configured the operator's own code; null: one is drawn, and counts until the process ends */
export function createSetUp(configured: string | null, program: ProgramControl): SetUpService {
  return {
    code: configured ?? randomBytes(CODE_BYTES).toString('base64url'),
    restore: null,
    program,
    async freeBytes(folder) {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
  };
}

/** Compares a code in constant time. */
export function isCode({ code }: SetUpService, given: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(code), digest(given.trim()));
}

/** True from the arrival of a file until the end of its restore. */
export function isRestoring({ restore }: SetUpService): boolean {
  return restore !== null && !OVER.has(restore.phase);
}

/** True while the tables are being written: no other request may use the database then. */
export function holdsRequests({ restore }: SetUpService): boolean {
  return restore !== null && HOLDS.has(restore.phase);
}
