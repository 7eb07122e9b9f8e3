import { useDebouncedValue } from '@mantine/hooks';
import { useQueries } from '@tanstack/react-query';

import type { Filter } from '#client/register/filter.ts';
import { pointRowsQuery } from '#client/register/queries.ts';
import type { ListRegion } from '#client/register/region.ts';
import type { PointOrder } from '#server/contract/point-order.ts';
import type { PointSummary } from '#server/contract/point.ts';

const PAGE = 100;
/** So long must the same pages be in sight: a thumb that is dragged passes thousands of them. */
const SETTLED_MILLISECONDS = 60;

/** The rows of the table that are in sight, by their place; pages are fetched as they come near and the scroll rests. */
export function useRows(
  given: { filter: Filter; region: ListRegion; sort: PointOrder },
  /** First and last row in sight. */
  { first, last }: { first: number; last: number },
) {
  const { filter, region, sort } = given;
  const [settled] = useDebouncedValue(pagesOf(first, last).join(), SETTLED_MILLISECONDS);
  const pages = settled.split(',').map(Number);
  const results = useQueries({
    queries: pages.map((page) =>
      pointRowsQuery(filter, region, { sort, from: page * PAGE, limit: PAGE }),
    ),
  });
  return {
    rowAt: (index: number): PointSummary | undefined =>
      results[Math.floor(index / PAGE) - (pages[0] ?? 0)]?.data?.items[index % PAGE],
    error: results.find(({ error }) => error !== null)?.error ?? null,
    retry: () => {
      for (const result of results) if (result.isError) void result.refetch();
    },
  };
}

function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / PAGE);
  const to = Math.floor(Math.max(0, last) / PAGE);
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
