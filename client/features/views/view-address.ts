import { ViewSearch } from '#client/register/view-search.ts';
import type { SavedView } from '#server/contract/saved-view.ts';

/** Parameters that are not kept: the open point and the drawing tool. */
const OF_THE_MOMENT = new Set(['id', 'draw']);

/** The address of the map as it is kept: what narrows it and where it is. */
export function addressToKeep(search: ViewSearch): SavedView['search'] {
  const kept: SavedView['search'] = {};
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && !OF_THE_MOMENT.has(key)) kept[key] = value;
  }
  return kept;
}

/** The change that turns an address into a kept view; parts that this program does not know are left out. */
export function addressOf(view: SavedView, present: ViewSearch): ViewSearch {
  const cleared = Object.fromEntries(Object.keys(present).map((key) => [key, undefined]));
  return { ...cleared, ...ViewSearch.parse(view.search) };
}
