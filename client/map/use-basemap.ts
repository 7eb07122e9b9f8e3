import { notifications } from '@mantine/notifications';
import type { StyleSpecification } from 'maplibre-gl';
import { useEffect, useState } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { TOKENS, type Scheme } from '#client/ui/tokens.ts';
import type { Configuration } from '#server/contract/configuration.ts';

import { loadBasemapStyle } from './style/basemap-style.ts';
import { mapColours } from './style/map-colours.ts';

/** The operator's basemap as a style; null without one, while it loads, and when it cannot be had. */
export function useBasemap(
  basemap: Configuration['basemap'],
  scheme: Scheme,
): StyleSpecification | null {
  const text = useText();
  const [style, setStyle] = useState<StyleSpecification | null>(null);
  useEffect(
    function loadStyle() {
      if (basemap === null) return undefined;
      let wanted = true;
      loadBasemapStyle(basemap, mapColours(TOKENS[scheme], scheme)).then(
        (loaded) => {
          if (wanted) setStyle(loaded);
        },
        () => {
          if (wanted) notifications.show({ message: text.map.basemapFailed });
        },
      );
      return () => {
        wanted = false;
      };
    },
    [basemap, scheme, text],
  );
  return style;
}
