import { notifications } from '@mantine/notifications';
import { useEffect, useMemo, useState } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import type { Configuration } from '#server/contract/configuration.ts';

import { type Ground, ownGround } from './ground.ts';
import { readBasemap, UnknownSchema } from './read-basemap.ts';

/** The ground of every map: the operator's basemap, else our own tiles; null where there is neither. */
export function useGround(configuration: Configuration | undefined): Ground | null {
  const basemap = useBasemap(configuration?.basemap ?? null);
  const inForce = configuration?.ground ?? null;
  const own = useMemo(() => (inForce === null ? null : ownGround(inForce)), [inForce]);
  const wanted = basemap === 'none' ? own : basemap;
  // One without any between two: MapLibre's source cannot become another.
  const [shown, setShown] = useState(wanted);
  useEffect(
    function showWanted() {
      setShown(wanted);
    },
    [wanted],
  );
  return shown === wanted ? wanted : null;
}

/** The operator's basemap; null while it is read, `none` without one and when it cannot be had. */
function useBasemap(basemap: Configuration['basemap']): Ground | 'none' | null {
  const text = useText();
  const [read, setRead] = useState<Ground | 'none' | null>(basemap === null ? 'none' : null);
  useEffect(
    function readIt() {
      if (basemap === null) {
        setRead('none');
        return undefined;
      }
      let wanted = true;
      readBasemap(basemap).then(
        (ground) => {
          if (wanted) setRead(ground);
        },
        (error: unknown) => {
          if (!wanted) return;
          setRead('none');
          const unknown = error instanceof UnknownSchema;
          notifications.show({
            message: unknown ? text.map.basemapUnknown : text.map.basemapFailed,
          });
        },
      );
      return () => {
        wanted = false;
      };
    },
    [basemap, text],
  );
  return read;
}
