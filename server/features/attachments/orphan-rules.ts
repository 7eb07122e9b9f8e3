import type { OperatorWarningCode } from '#server/contract/operator-warning.ts';

/** A few orphans come from a power cut, or from photos that no check named. Many point to another cause. */
const FEW_FILES = 10;
const FEW_PART = 0.05;

export type FolderState = {
  /** The identity with which the folder is marked; null for an unmarked folder. */
  mark: string | null;
  /** The identity of the database. */
  identity: string;
  /** Number of files that rows of the database name. */
  known: number;
  /** Number of all other files, however old. */
  unknown: number;
  /** Number of those that are old enough to be set aside. */
  old: number;
};
export type FolderVerdict = { claim: boolean; warning: OperatorWarningCode | null };

/**
 * Says whether a folder belongs to the database, and whether its old orphans may be set aside: only without a warning.
 * A database claims a folder when it knows every file in it, or most files of an unmarked folder.
 */
export function judgeFolder({ mark, identity, ...files }: FolderState): FolderVerdict {
  const { known, unknown, old } = files;
  const knowsMost = known > 0 && unknown <= known;
  const claim = mark !== identity && (unknown === 0 ? known > 0 : mark === null && knowsMost);
  if (unknown === 0) return { claim, warning: null };
  if (mark !== identity && !claim) {
    return { claim, warning: 'attachments.of_another_database' };
  }
  const areFew = knowsMost && old <= Math.max(FEW_FILES, FEW_PART * (known + unknown));
  return { claim, warning: old === 0 || areFew ? null : 'attachments.too_many_unknown' };
}
