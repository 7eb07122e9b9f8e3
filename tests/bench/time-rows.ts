import type { Database } from '#server/db/client.ts';
import { processorTime } from '#tests/support/timing.ts';

import type { Row } from './row.ts';

/** Measures work by the clock, and by the processor, which other work on the machine does not change. */
export async function timeRows(
  at: Pick<Row, 'suite' | 'subject' | 'case'>,
  database: Database,
  work: () => Promise<unknown>,
): Promise<Row[]> {
  const start = performance.now();
  const processor = await processorTime(work, database);
  const clock = performance.now() - start;
  return [
    { ...at, metric: 'time', value: clock / 1_000, unit: 's' },
    { ...at, metric: 'processor time', value: processor / 1_000, unit: 's' },
  ];
}
