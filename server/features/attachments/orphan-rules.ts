import type { OperatorWarningCode } from '#server/contract/operator-warning.ts';

/** Orphans come of a power cut or of a photo that no check named: a few. Many are a sign of something else. */
const FEW_FILES = 10;
const FEW_PART = 0.05;

export type FolderState = {
  /** The identity that the folder is marked with; null when nobody has. */
  mark: string | null;
  /** That of the database. */
  identity: string;
  /** Files that rows of the database speak of. */
  known: number;
  /** All others, however old. */
  unknown: number;
  /** Of the others those that are old enough to be set aside. */
  old: number;
};
export type FolderVerdict = { claim: boolean; warning: OperatorWarningCode | null };

/**
 * Says whether a folder is the database's own, and whether its old orphans may be set aside: only where no warning
 * stands. A folder is claimed by the database that knows each of its files, or most of them where nobody has yet.
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
