import type { LogConsistency, LogInclusion } from '#server/contract/log-head.ts';
import type { TransactionSql } from '#server/db/client.ts';

import { consistencySpans, inclusionSpans, joined, nodesOf, type Span } from './merkle.ts';
import { readNodes } from './queries.ts';

/** Proves that the tree of `to` lines begins with the first `from`; neither may be larger than the log. */
export async function readConsistency(
  sql: TransactionSql,
  { from, to }: { from: number; to: number },
): Promise<LogConsistency> {
  return { from, to, path: await hashesOf(sql, consistencySpans(from, to)) };
}

/** Proves that a leaf stands at `index`, from 0, in the tree of `size` lines. */
export async function readInclusion(
  sql: TransactionSql,
  { leaf, index, size }: Omit<LogInclusion, 'path'>,
): Promise<LogInclusion> {
  const path = await hashesOf(sql, inclusionSpans(index, { start: 0, end: size }));
  return { leaf, index, size, path };
}

/** Reads all nodes of some spans at once, and joins those of each. */
async function hashesOf(sql: TransactionSql, spans: readonly Span[]): Promise<string[]> {
  const nodes = spans.map(nodesOf);
  const read = await readNodes(sql, nodes.flat());
  const known = new Map(read.map(({ level, number, hash }) => [`${level} ${number}`, hash]));
  return nodes.map((ofSpan) =>
    joined(
      ofSpan.map(({ level, number }) => {
        const hash = known.get(`${level} ${number}`);
        if (hash === undefined)
          throw new Error(`the tree of the log lacks node ${level} ${number}`);
        return hash;
      }),
    ),
  );
}
