import { writeFilter, type Filter } from './filter.ts';
import type { ViewSearch } from './view-search.ts';

/** Parts of the address that say how points are shown, and narrow nothing. */
const LOOK = ['at', 'z', 'density', 'show', 'sort', 'cols'] as const;

/**
 * Address of the list of all points that a filter takes: an area, ticked points, a comparison or the frame of the map
 * that narrowed the view before do not stay, so that a count of all leads to all.
 */
export function wholeList(
  before: Pick<ViewSearch, (typeof LOOK)[number]>,
  filter: Filter,
): ViewSearch {
  const look = Object.fromEntries(LOOK.map((part) => [part, before[part]]));
  return { ...look, ...writeFilter(filter), panel: 'list' };
}
