import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryKey,
  type QueryMeta,
} from '@tanstack/react-query';

const PAGE_SIZE = 50;

/** One page of a list: so many rows, from the place that the page before named. */
type AskedPage = { limit: string; cursor?: string };

/** A list page by page. `ask` narrows the list and adds the page; it may be aborted. */
export function pagedQuery<Page extends { next: string | null }>(
  queryKey: QueryKey,
  ask: (page: AskedPage, options: { init: { signal: AbortSignal } }) => Promise<Page>,
  { size = PAGE_SIZE, meta = {} }: { size?: number; meta?: QueryMeta } = {},
) {
  return infiniteQueryOptions({
    queryKey,
    meta,
    queryFn: ({ signal, pageParam }) =>
      ask(
        { limit: String(size), ...(pageParam === null ? {} : { cursor: pageParam }) },
        { init: { signal } },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}
