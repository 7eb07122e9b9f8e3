import type { OperatorWarningCode } from './contract/operator-warning.ts';

/** The warnings that stand now, each raised and taken back by what looks after its subject. */
export type OperatorWarnings = {
  /** Null: all is well with the subject. */
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
