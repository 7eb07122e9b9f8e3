import { notifications } from '@mantine/notifications';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import type { Configuration } from '#server/contract/configuration.ts';

import { type Ground, ownGround } from './ground.ts';
import { readBasemap, UnknownSchema } from './read-basemap.ts';

/** The ground of every map: the operator's basemap, else our own tiles; null where there is neither. */
export function useGround(configuration: Configuration | undefined): Ground | null {
  const named = configuration?.basemap ?? null;
  const basemap = useQuery({ ...basemapQuery(named), enabled: named !== null });
  useBasemapNotice(basemap.error);
  const inForce = configuration?.ground ?? null;
  const own = useMemo(() => (inForce === null ? null : ownGround(inForce)), [inForce]);
  return named === null || basemap.isError ? own : (basemap.data ?? null);
}

function basemapQuery(basemap: Configuration['basemap']) {
  return queryOptions({
    queryKey: ['basemap', basemap],
    queryFn: () => (basemap === null ? null : readBasemap(basemap)),
    staleTime: Infinity,
    retry: false,
    structuralSharing: false,
  });
}

function useBasemapNotice(error: Error | null): void {
  const text = useText();
  useEffect(
    function tell() {
      if (error === null) return;
      const unknown = error instanceof UnknownSchema;
      notifications.show({
        // Several maps of one screen say it once.
        id: 'basemap',
        message: unknown ? text.map.basemapUnknown : text.map.basemapFailed,
      });
    },
    [error, text],
  );
}
