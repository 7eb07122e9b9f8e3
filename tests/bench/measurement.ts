import type { Row } from './row.ts';

export type Failure = { suite: string; reason: string };

export type Measurement = {
  /** What was measured so far. */
  rows: Row[];
  /** Which suites could not be measured, and why. */
  failures: Failure[];
  /**
   * Runs one suite and keeps its rows. A suite that fails is named with its reason and leaves nothing:
   * what the others measure stays. False when it failed.
   */
  measure: (suite: string, run: () => Promise<readonly Row[]>) => Promise<boolean>;
};

/** Takes suites one after the other; `say` is told what begins and what fails. */
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
