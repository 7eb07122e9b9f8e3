import { Box } from '@mantine/core';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { AnalysisRun } from '#server/contract/comparison.ts';

/** The draws of a result in which chance has a part, so that it can be had again; nothing for all others. */
export function RunLine({ run: { seed, replicates } }: { run: AnalysisRun }) {
  const { analysis } = useText();
  const format = useFormat();
  if (seed === null || replicates === null) return null;
  return (
    <Box component="p" fz="xs" c="dimmed" mt="sm">
      {analysis.runSeed({ replicates: format.number(replicates), seed: String(seed) })}
    </Box>
  );
}
