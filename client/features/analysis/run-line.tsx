import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { AnalysisRun } from '#server/contract/comparison.ts';

import classes from './analysis.module.css';

/** The draws of a result in which chance has a part, so that it can be had again; nothing for all others. */
export function RunLine({ run: { seed, replicates } }: { run: AnalysisRun }) {
  const { analysis } = useText();
  const format = useFormat();
  if (seed === null || replicates === null) return null;
  return (
    <p className={classes.run}>
      {analysis.runSeed({ replicates: format.number(replicates), seed: String(seed) })}
    </p>
  );
}
