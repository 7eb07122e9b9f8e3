import { type LogHead, LogHead as Head, type LogHeadAnswer } from '#server/contract/log-head.ts';
import { provesExtension } from '#server/contract/tree-proof.ts';

/** Not of an account: the log is that of the installation, whoever signs in on this device. */
const KEPT = 'dia-ban-log-head';

/** A head that does not extend the one this device saw before. Both are signed: together they are the proof. */
export type RefusedHead = { kept: LogHead; refused: LogHead };

/** Reads the last head that this device has seen; null where it has seen none. */
export function keptHead(): LogHead | null {
  try {
    return Head.parse(JSON.parse(localStorage.getItem(KEPT) ?? 'null'));
  } catch {
    return null;
  }
}

export function keepHead(head: LogHead): void {
  localStorage.setItem(KEPT, JSON.stringify(head));
}

/**
 * Holds a head to the one that this device saw before, and keeps it where it extends that one.
 * @returns null where it does; else both heads, and the old one stays kept
 */
export async function judgeHead({ head, consistency }: LogHeadAnswer): Promise<RefusedHead | null> {
  const kept = keptHead();
  if (kept !== null && !(await extendsKept(kept, head, consistency))) {
    return { kept, refused: head };
  }
  keepHead(head);
  return null;
}

async function extendsKept(
  kept: LogHead,
  head: LogHead,
  consistency: LogHeadAnswer['consistency'],
): Promise<boolean> {
  if (consistency?.from !== kept.size || consistency.to !== head.size) return false;
  return await provesExtension(consistency, { from: kept.root, to: head.root }, sha256);
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
