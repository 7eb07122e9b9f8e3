import { useEffect, useState } from 'react';

import type { IsoDate } from '#server/contract/time.ts';

/**
 * The day that the reader has come to, which may run ahead of the one on the map: a new one is asked for
 * when the one before has arrived, so that a key held down or a drag never outruns the tiles.
 */
export function useTargetDate(
  shown: IsoDate,
  ready: boolean,
  onDate: (date: IsoDate) => void,
): { target: IsoDate; aim: (date: IsoDate) => void } {
  const [wanted, setWanted] = useState<IsoDate | null>(null);
  if (wanted === shown) setWanted(null);
  useEffect(
    function askForIt() {
      if (wanted !== null && wanted !== shown && ready) onDate(wanted);
    },
    [wanted, shown, ready, onDate],
  );
  return { target: wanted ?? shown, aim: setWanted };
}
