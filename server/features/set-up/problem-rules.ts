import { AppError, type ProblemCode } from '#server/contract/problem.ts';
import {
  UnusableBackup,
  type UnusableReason,
} from '#server/features/backups/formats/unusable-backup.ts';

const OF_REASONS = {
  none: 'set_up.no_backup',
  damaged: 'set_up.damaged',
  newer: 'set_up.newer',
  other_program: 'set_up.other_program',
  in_use: 'set_up.used',
} as const satisfies Record<UnusableReason, ProblemCode>;

/** Codes of a system and of PostgreSQL for a disk without room. */
const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', '53100']);

type RestoreProblem =
  | (typeof OF_REASONS)[UnusableReason]
  | `set_up.${'under_way' | 'cut' | 'too_slow' | 'demonstration' | 'disk_full' | 'failed'}`;

/** Names the problem by which a restore failed; `set_up.failed` for what nobody expected. */
export function problemOf(error: unknown): RestoreProblem {
  if (error instanceof UnusableBackup) return OF_REASONS[error.reason];
  if (error instanceof AppError && isRestoreProblem(error.code)) return error.code;
  const isFull = error instanceof Error && 'code' in error && FULL.has(error.code);
  return isFull ? 'set_up.disk_full' : 'set_up.failed';
}

function isRestoreProblem(code: ProblemCode): code is RestoreProblem {
  return code.startsWith('set_up.') && code !== 'set_up.wrong_code';
}
