import * as z from 'zod';

/**
 * Phases of a restore: the file arrives, it is checked, its rows are written, its files are written, the program starts
 * on what was restored; then it is ready, or has failed and the installation is as empty as before.
 */
export const RESTORE_PHASES = [
  'receiving',
  'checking',
  'loading',
  'files',
  'starting',
  'ready',
  'failed',
] as const;
export const RestorePhase = z.enum(RESTORE_PHASES).meta({ id: 'RestorePhase' });
export type RestorePhase = z.infer<typeof RestorePhase>;

/** Progress of a restore. `done` of `total` are bytes while the file arrives or is checked, then rows, then files. */
export const RestoreState = z
  .object({
    phase: RestorePhase,
    done: z.number().int(),
    /** Null where it is not known. */
    total: z.number().int().nullable(),
    /** The table at work as the n-th of all; null outside of loading. */
    table: z.object({ number: z.number().int(), of: z.number().int() }).nullable(),
    /** Code of the problem by which it failed. */
    problem: z.string().nullable(),
  })
  .meta({ id: 'RestoreState' });
export type RestoreState = z.infer<typeof RestoreState>;

export const SetUp = z
  .object({
    /** Nobody has an account, nothing is listed and nothing was logged: a backup may be restored. */
    unused: z.boolean(),
    /** The restore that runs, or the last one since the program started. */
    restore: RestoreState.nullable(),
  })
  .meta({ id: 'SetUp' });
export type SetUp = z.infer<typeof SetUp>;

/** Name of the header with the code of the installation, which proves the operator. */
export const SET_UP_CODE = 'set-up-code';
const LONGEST_CODE = 200;
export const SetUpHeaders = z.object({ [SET_UP_CODE]: z.string().min(1).max(LONGEST_CODE) });

/** The form on the page; the file travels as the body. */
export const RestoreForm = z.object({ code: z.string().trim().min(1).max(LONGEST_CODE) });
