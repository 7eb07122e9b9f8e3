import { addDays } from '#server/contract/time.ts';
import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import type { TransactionSql } from '#server/db/client.ts';
import {
  countConfirmed,
  countDisplaced,
  countUnverified,
  type SensitivityScope,
} from '#server/features/signals/sensitivity-queries.ts';
import { listChanges } from '#server/features/visits/queries.ts';

import { percentile, type Row } from './row.ts';

const RUNS = 7;

/** Measures the figures beside a page: recurrences by other parameters, and changes since a visit. */
export async function measureFigures(
  sql: TransactionSql,
  given: { today: string; commune: string; parameters: MatchingParameters; signals: number },
): Promise<Row[]> {
  const { today, commune, parameters, signals } = given;
  const whole = { pointId: null, communeCode: null, from: null, to: null, standing: false, today };
  const scopes: [string, SensitivityScope][] = [
    ['the city, what stands', { ...whole, standing: true }],
    ['the city, a year', { ...whole, from: addDays(today, -365), to: today }],
    [
      'the largest commune, a week',
      {
        ...whole,
        communeCode: commune,
        from: addDays(today, -7),
        to: today,
      },
    ],
  ];
  const rows: Row[] = [];
  const add = (subject: string, name: string, value: number) =>
    rows.push({ suite: 'matching', subject, case: name, metric: 'p50', value, unit: 'ms' });
  for (const [name, scope] of scopes) {
    const words = `${name}, ${signals} open signals`;
    add('strip, confirmed', words, await middle(() => countConfirmed(sql, scope, parameters)));
    add('strip, unverified', words, await middle(() => countUnverified(sql, scope, parameters)));
    add('strip, displaced', words, await middle(() => countDisplaced(sql, scope)));
  }
  const since = `${addDays(today, -1)}T00:00:00.000Z`;
  const changes = await middle(() => listChanges(sql, since, today, 500));
  add('what changed', 'since yesterday', changes);
  return rows;
}

async function middle(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return percentile(times, 0.5);
}
