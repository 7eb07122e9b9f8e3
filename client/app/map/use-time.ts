import { useDebouncedValue, useElementSize } from '@mantine/hooks';
import { useCallback, useMemo, useState, type RefCallback } from 'react';

import type { IsoDate } from '#server/contract/time.ts';

import { filterQueryText, type Filter } from '#client/register/filter.ts';
import type { Marks } from '#client/map/clusters/use-marks.ts';
import type { TimeSliderProps } from '#client/features/time-slider/time-slot.tsx';
import type { View } from './use-view.ts';

/** The list follows the days when they come to rest; the map follows each of them. */
const LIST_RESTS_MILLISECONDS = 200;
const GAP_PIXELS = 12;

/** State of the time slider: open or not, and the height it takes from the map, pixels. */
export function useTimeRoom(wanted: boolean): {
  ref: RefCallback<HTMLDivElement>;
  pixels: number;
} {
  const { ref, height } = useElementSize<HTMLDivElement>();
  return { ref, pixels: wanted && height > 0 ? height + GAP_PIXELS : 0 };
}

/** Props of the slider, and the functions that open and close it. */
export function useTime(
  { filter, setFilter, setSearch, search }: View,
  { state, shownQuery, lookAhead }: Marks,
  /** Another day is coming: what was chosen of the one before is void. */
  onLeave: () => void,
  onCompare: () => void,
): { slider: TimeSliderProps; toggle: () => void } {
  const [opened, setOpened] = useState(false);
  const onDate = useCallback(
    (asOf: IsoDate | null) => {
      onLeave();
      setFilter({ asOf }, true);
    },
    [onLeave, setFilter],
  );
  const onAhead = useCallback(
    (days: readonly (IsoDate | null)[]) =>
      lookAhead(days.map((asOf) => filterQueryText({ ...filter, asOf }))),
    [lookAhead, filter],
  );
  const arrived = shownQuery === filterQueryText(filter);
  return {
    slider: {
      filter,
      state: state === 'failed' ? 'failed' : arrived ? 'shown' : 'waiting',
      onDate,
      onKnownAt: (knownAt) => setFilter({ knownAt }),
      onPeriod: (period) => setFilter(period ?? { from: null, to: null, happened: [] }, true),
      onCompare,
      onAhead,
      takesFocus: opened,
      onClose: () => setSearch({ time: undefined }),
    },
    toggle: () => {
      setOpened(true);
      setSearch({ time: search.time === 'open' ? undefined : 'open' });
    },
  };
}

/** The filter of the list: as the map's, but for days that come and go too quickly to be read. */
export function useListFilter(filter: Filter): Filter {
  const [asOf] = useDebouncedValue(filter.asOf, LIST_RESTS_MILLISECONDS, { leading: true });
  return useMemo(() => ({ ...filter, asOf }), [filter, asOf]);
}
