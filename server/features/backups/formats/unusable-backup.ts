/**
 * Reasons why a file cannot be restored here: it is no backup; it was cut off or changed; a newer program took it; its
 * tables are of another program; the installation is in use.
 */
export type UnusableReason = 'none' | 'damaged' | 'newer' | 'other_program' | 'in_use';

/** A backup that cannot be restored here, with the reason and a sentence for the command line. */
export class UnusableBackup extends Error {
  readonly reason: UnusableReason;

  constructor(reason: UnusableReason, sentence: string) {
    super(sentence);
    this.name = 'UnusableBackup';
    this.reason = reason;
  }
}
