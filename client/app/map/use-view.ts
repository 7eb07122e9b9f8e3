import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

import { readFilter, writeFilter, type Filter } from '#client/register/filter.ts';
import { cameraSearch, type Camera, type ViewSearch } from '#client/register/view-search.ts';

/**
 * Parts that become different, or a function that derives them from the newest value. A toggle needs the function: a
 * second press can come before the page is drawn with the first.
 */
export type Change<T> = Partial<T> | ((newest: T) => Partial<T>);

const changed = <T>(newest: T, change: Change<T>): T => ({
  ...newest,
  ...(typeof change === 'function' ? change(newest) : change),
});

export type View = {
  search: ViewSearch;
  filter: Filter;
  /** Narrows differently; `quietly` leaves no step for the back button (typing). */
  setFilter: (change: Change<Filter>, quietly?: boolean) => void;
  /** Changes anything else of the address. */
  setSearch: (change: Change<ViewSearch>) => void;
  /** Notes where the camera has come to rest; never a step for the back button. */
  noteCamera: (camera: Camera) => void;
};

/** The view as the address tells it, and the only way to change it. */
export function useView(): View {
  const search = useSearch({ from: '/' });
  const navigate = useNavigate({ from: '/' });
  const router = useRouter();
  const filter = useMemo(() => readFilter(search), [search]);

  const setFilter = useCallback(
    (change: Change<Filter>, quietly = false) => {
      void navigate({
        to: '/',
        search: (before) => ({ ...before, ...writeFilter(changed(readFilter(before), change)) }),
        replace: quietly,
      });
    },
    [navigate],
  );
  const setSearch = useCallback(
    (change: Change<ViewSearch>) => {
      void navigate({ to: '/', search: (before) => changed(before, change) });
    },
    [navigate],
  );
  const noteCamera = useCallback(
    (camera: Camera) => {
      // The map comes to rest once more as it is hidden on the way to another screen: that must not lead back.
      if (router.latestLocation.pathname !== '/') return;
      void navigate({
        to: '/',
        search: (before) => ({ ...before, ...cameraSearch(camera) }),
        replace: true,
      });
    },
    [navigate, router],
  );
  return { search, filter, setFilter, setSearch, noteCamera };
}
