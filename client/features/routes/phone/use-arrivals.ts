import { useEffect, useState } from 'react';

import { now } from '#client/i18n/clock.ts';
import type { FieldStop } from '#server/contract/route-result.ts';

import { arrivalAt, forgetArrival, keepArrival, useKnownArrivals } from './arrivals.ts';
import { stopAt } from './stop-distances.ts';
import type { Here } from './use-whereabouts.ts';

const NONE: NonNullable<ReturnType<typeof useKnownArrivals>> = {};

/**
 * Holds the arrivals at the stops that are left, entered by a press or noticed by the position of the device. They stay
 * on the device until they go out with a result; an arrival that was taken back is not noticed again.
 */
export function useArrivals(open: readonly FieldStop[], here: Here | null) {
  const known = useKnownArrivals();
  const isKnown = known !== null;
  const [refused, setRefused] = useState<readonly number[]>([]);
  const reached = stopAt(open, here)?.id ?? null;
  useEffect(
    function noticeArrival() {
      // Not before the device has been read: an earlier arrival would be overwritten.
      if (!isKnown || reached === null || refused.includes(reached)) return;
      if (arrivalAt(reached) !== null) return;
      keepArrival(reached, now());
    },
    [isKnown, reached, refused],
  );
  return {
    /** Times of arrival by the id of the stop. */
    times: known ?? NONE,
    arrive: (id: number) => keepArrival(id, now()),
    takeBack(id: number) {
      setRefused((before) => [...before, id]);
      forgetArrival(id);
    },
  };
}
export type Arrivals = ReturnType<typeof useArrivals>;
