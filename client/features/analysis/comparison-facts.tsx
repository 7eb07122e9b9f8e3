import { PrintButton } from '#client/forms/print-button.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Comparison } from '#server/contract/comparison.ts';

import { PaperFacts } from './paper-facts.tsx';

/** Number of events and communes of a comparison, its period and the day of its data. */
export function ComparisonFacts({ comparison }: { comparison: Comparison }) {
  const { analysis } = useText();
  const format = useFormat();
  const { observed, communes, period, run } = comparison;
  return (
    <PaperFacts
      n={analysis.nEvents({
        events: format.number(observed),
        communes: format.number(communes.length),
      })}
      {...period}
      run={run}
    />
  );
}

/** Prints the comparison as it stands; the log names its period. */
export function PrintComparison({ comparison: { period } }: { comparison: Comparison }) {
  return (
    <PrintButton
      kind="comparison_print"
      view={new URLSearchParams({ from: period.from, to: period.to }).toString()}
    />
  );
}
