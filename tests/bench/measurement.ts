import type { Row } from './row.ts';

export type Failure = { suite: string; reason: string };

export type Measurement = {
  /** Results so far. */
  rows: Row[];
  /** Suites that could not be measured, with the reasons. */
  failures: Failure[];
  /**
   * Runs one suite and adds its rows. A suite that fails is named with its reason and adds no rows; the results of the
   * others stay. False when it failed.
   */
  measure: (suite: string, run: () => Promise<readonly Row[]>) => Promise<boolean>;
};

/** Runs suites one after the other; `say` reports beginnings and failures. */
export function createMeasurement(say: (line: string) => void): Measurement {
  const rows: Row[] = [];
  const failures: Failure[] = [];
  return {
    rows,
    failures,
    async measure(suite, run) {
      say(`${suite} …`);
      try {
        rows.push(...(await run()));
        return true;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        failures.push({ suite, reason });
        say(`${suite}: left out. ${reason}`);
        return false;
      }
    },
  };
}
