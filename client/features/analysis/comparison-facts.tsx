import { PrintButton } from '#client/forms/print-button.tsx';
import { PutIntoReport } from '#client/forms/put-into-report.tsx';
import { Group } from '@mantine/core';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Comparison } from '#server/contract/comparison.ts';

import { PaperFacts } from './paper-facts.tsx';
import { ANALYSIS_KEY } from './queries.ts';

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

/** Takes the comparison as it stands into a report, or onto paper; the log names its period. */
export function KeepComparison({ comparison }: { comparison: Comparison }) {
  const { measure, period, observed } = comparison;
  return (
    <Group gap={8}>
      <PutIntoReport
        analysis={{ kind: 'comparison', query: { measure, ...period } }}
        subject={measure}
        n={observed}
        {...period}
        shownBy={ANALYSIS_KEY}
      />
      <PrintButton
        kind="comparison_print"
        view={new URLSearchParams({ from: period.from, to: period.to }).toString()}
      />
    </Group>
  );
}
