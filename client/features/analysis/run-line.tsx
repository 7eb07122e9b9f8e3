import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { AnalysisRun } from '#server/contract/comparison.ts';

import classes from './analysis.module.css';

/** Definitions and data of a result: all that is needed to get it again. */
export function RunLine({ run }: { run: AnalysisRun }) {
  const { analysis } = useText();
  const format = useFormat();
  return (
    <p className={classes.run}>
      {analysis.run({
        version: format.number(run.definitions),
        cutOff: run.dataCutOff === null ? analysis.noData : format.dateTime(run.dataCutOff),
      })}
      {run.seed !== null &&
        run.replicates !== null &&
        analysis.runSeed({
          replicates: format.number(run.replicates),
          seed: String(run.seed),
        })}
    </p>
  );
}
