import { useEffect, useState } from 'react';

import { wholeMetres } from '#client/forms/use-position.ts';
import type { LonLat } from '#server/contract/geo.ts';

/** Position of the device, longitude first, with the accuracy that it tells in metres. */
export type Here = { at: LonLat; accuracyMetres: number };

const WATCHING: PositionOptions = { enableHighAccuracy: true, maximumAge: 15_000 };

const isOffered = () => 'geolocation' in navigator && isSecureContext;

/**
 * Follows the position of the device while the screen is open. The person is asked once, by a press of theirs; who has
 * allowed it is not asked again, and who has refused is left alone. The position stays on the device.
 */
export function useWhereabouts(): { here: Here | null; mayAsk: boolean; ask: () => void } {
  const [permission, setPermission] = useState<PermissionState>('denied');
  const [asked, setAsked] = useState(false);
  const [here, setHere] = useState<Here | null>(null);
  useEffect(function readPermission() {
    if (!isOffered()) return;
    let wanted = true;
    void navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => {
      if (wanted) setPermission(state);
    });
    return () => {
      wanted = false;
    };
  }, []);
  const watching = permission === 'granted' || asked;
  useEffect(
    function watchPosition() {
      if (!watching) return;
      const watch = navigator.geolocation.watchPosition(
        ({ coords: { longitude, latitude, accuracy } }) =>
          setHere({ at: [longitude, latitude], accuracyMetres: wholeMetres(accuracy) }),
        ({ code, PERMISSION_DENIED }) => {
          if (code !== PERMISSION_DENIED) return;
          setPermission('denied');
          setAsked(false);
          setHere(null);
        },
        WATCHING,
      );
      return () => navigator.geolocation.clearWatch(watch);
    },
    [watching],
  );
  return { here, mayAsk: permission === 'prompt' && !asked, ask: () => setAsked(true) };
}
