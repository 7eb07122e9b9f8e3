import { Box } from '@mantine/core';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { AnalysisRun } from '#server/contract/comparison.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** Basis of a result, on the screen and on every print of it: number of cases, period and day of the data. */
export function PaperFacts({
  n,
  from,
  to,
  run,
}: {
  /** Number of what was counted, with its word. */
  n: string;
  /** Absent where all days up to `to` count. */
  from?: IsoDate;
  to: IsoDate;
  run: AnalysisRun;
}) {
  const { analysis } = useText();
  const format = useFormat();
  const cutOff = run.dataCutOff === null ? analysis.noData : format.dateTime(run.dataCutOff);
  return (
    <Box component="p" fz="xs" c="dimmed" mt="sm">
      {[
        n,
        from === undefined
          ? analysis.upTo({ to: format.date(to) })
          : analysis.span({ from: format.date(from), to: format.date(to) }),
        analysis.run({ version: format.number(run.definitions), cutOff }),
      ].join(' · ')}
    </Box>
  );
}
