import type { OperatorWarningCode } from './contract/operator-warning.ts';

/** The present warnings; the code that watches a subject raises and removes its warning. */
export type OperatorWarnings = {
  /** Null removes the warning of the subject. */
  set(subject: string, code: OperatorWarningCode | null): void;
  list(): OperatorWarningCode[];
};

export function createOperatorWarnings(): OperatorWarnings {
  const standing = new Map<string, OperatorWarningCode>();
  return {
    set(subject, code) {
      if (code === null) standing.delete(subject);
      else standing.set(subject, code);
    },
    list: () => [...standing.values()],
  };
}
