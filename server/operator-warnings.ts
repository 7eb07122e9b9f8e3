import { Gauge, type Registry } from 'prom-client';

import type { OperatorWarningCode } from './contract/operator-warning.ts';

const METRIC = 'diaban_operator_warnings';

/** The present warnings; the code that watches a subject raises and removes its warning. */
export type OperatorWarnings = {
  /** Null removes the warning of the subject. */
  set(subject: string, code: OperatorWarningCode | null): void;
  list(): OperatorWarningCode[];
};

/** @param registry where the number of present warnings is shown */
export function createOperatorWarnings(registry: Registry): OperatorWarnings {
  const standing = new Map<string, OperatorWarningCode>();
  registry.removeSingleMetric(METRIC);
  new Gauge({
    name: METRIC,
    help: 'Problems that an operator must solve; /api/health/ready names them.',
    registers: [registry],
    collect() {
      this.set(standing.size);
    },
  });
  return {
    set(subject, code) {
      if (code === null) standing.delete(subject);
      else standing.set(subject, code);
    },
    list: () => [...standing.values()],
  };
}
