import { useCallback, useEffect, useRef, useState } from 'react';

import type { LonLat } from '#server/contract/geo.ts';

/** Position that the device reports: requested once, never required. */
export type DevicePosition =
  | { kind: 'asking' }
  | { kind: 'known'; at: LonLat; accuracyMetres: number }
  | { kind: 'denied' }
  | { kind: 'unavailable' }
  | { kind: 'left_out' };

const PERMISSION_DENIED = 1;
const PATIENCE_MILLISECONDS = 20_000;
const FRESH_MILLISECONDS = 30_000;
const MOST_ACCURACY_METRES = 100_000;

/** Rounds the accuracy that a device tells, to at most what the contract takes (100 km). */
export function wholeMetres(accuracy: number): number {
  return Math.min(Math.round(accuracy), MOST_ACCURACY_METRES);
}

/**
 * Asks the device for its position when the form opens, unless it is `known`; what answers after it was left
 * out is not taken.
 */
export function usePosition(known: DevicePosition | null = null) {
  const [position, setPosition] = useState<DevicePosition>(known ?? { kind: 'asking' });
  const toAsk = known === null;
  const asked = useRef(0);
  const settle = (next: DevicePosition) => {
    asked.current += 1;
    setPosition(next);
  };
  const ask = useCallback(function askDevice() {
    const mine = (asked.current += 1);
    const answer = (next: DevicePosition) => {
      if (mine === asked.current) setPosition(next);
    };
    // Only a page from a safe origin may ask.
    if (!('geolocation' in navigator) || !isSecureContext) {
      answer({ kind: 'unavailable' });
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude, accuracy } }) =>
        answer({
          kind: 'known',
          at: [longitude, latitude],
          accuracyMetres: wholeMetres(accuracy),
        }),
      ({ code }) => answer({ kind: code === PERMISSION_DENIED ? 'denied' : 'unavailable' }),
      { enableHighAccuracy: true, timeout: PATIENCE_MILLISECONDS, maximumAge: FRESH_MILLISECONDS },
    );
  }, []);
  useEffect(
    function askOnce() {
      if (toAsk) ask();
      return () => {
        asked.current += 1;
      };
    },
    [ask, toAsk],
  );
  return {
    position,
    askAgain() {
      settle({ kind: 'asking' });
      ask();
    },
    leaveOut: () => settle({ kind: 'left_out' }),
  };
}
