import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

import { readFilter, writeFilter, type Filter } from '#client/register/filter.ts';
import { cameraSearch, type Camera, type ViewSearch } from '#client/register/view-search.ts';

export type View = {
  search: ViewSearch;
  filter: Filter;
  /** Narrows differently; `quietly` leaves no step for the back button (typing). */
  setFilter: (change: Partial<Filter>, quietly?: boolean) => void;
  /** Changes anything else of the address. */
  setSearch: (change: Partial<ViewSearch>) => void;
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
    (change: Partial<Filter>, quietly = false) => {
      void navigate({
        to: '/',
        search: (before) => ({ ...before, ...writeFilter({ ...readFilter(before), ...change }) }),
        replace: quietly,
      });
    },
    [navigate],
  );
  const setSearch = useCallback(
    (change: Partial<ViewSearch>) => {
      void navigate({ to: '/', search: (before) => ({ ...before, ...change }) });
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
