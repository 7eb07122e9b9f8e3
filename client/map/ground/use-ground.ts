import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import type { Configuration } from '#server/contract/configuration.ts';

import type { Ground } from './ground.ts';
import { readBasemap, UnknownSchema } from './read-basemap.ts';

/** The operator's basemap; null without one, while it loads, and when it cannot be had. */
export function useGround(configuration: Configuration | undefined): Ground | null {
  return useBasemap(configuration?.basemap ?? null);
}

function useBasemap(basemap: Configuration['basemap']): Ground | null {
  const text = useText();
  const [ground, setGround] = useState<Ground | null>(null);
  useEffect(
    function readIt() {
      if (basemap === null) return undefined;
      let wanted = true;
      readBasemap(basemap).then(
        (read) => {
          if (wanted) setGround(read);
        },
        (error: unknown) => {
          if (!wanted) return;
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
  return ground;
}
