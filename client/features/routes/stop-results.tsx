import { Box } from '@mantine/core';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { isDivided, type StopResult } from '#server/contract/route-result.ts';

/**
 * Several results of one stop: that they differ, and each with who pressed it, when, and when it arrived. Nothing for one.
 * @param results the one that counts first
 */
export function StopResults({ results }: { results: readonly StopResult[] }) {
  const { routes } = useText();
  const format = useFormat();
  if (results.length < 2) return null;
  const count = format.number(results.length, 0);
  return (
    <Box data-divided={isDivided(results)}>
      <strong>
        {isDivided(results) ? routes.resultsDiffer({ count }) : routes.resultsAgree({ count })}
      </strong>
      <ul>
        {results.map((one, at) => (
          <li key={`${one.finishedAt} ${one.recordedBy} ${one.recordedAt}`}>
            {routes.resultBy({
              result: [
                routes.field.results[one.result],
                one.inspection !== null && routes.field.inspections[one.inspection],
              ]
                .filter((words) => words !== false)
                .join(', '),
              who: one.recordedBy,
              pressed: format.clock(one.finishedAt),
              arrived: one.recordedAt === null ? '–' : format.clock(one.recordedAt),
            })}
            {at === 0 && isDivided(results) && `. ${routes.resultCounts}`}
          </li>
        ))}
      </ul>
    </Box>
  );
}
