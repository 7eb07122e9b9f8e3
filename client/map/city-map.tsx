import { useComputedColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, queryOptions } from '@tanstack/react-query';
import { useMap } from '@vis.gl/react-maplibre';
import { useEffect, useMemo, type ReactNode } from 'react';

import { communesQuery, useCommuneAreas } from '#client/api/communes.ts';
import { useConfiguration } from '#client/api/configuration.ts';
import { useMe } from '#client/api/me.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { Camera } from '#client/register/view-search.ts';
import { TOKENS } from '#client/ui/tokens.ts';
import type { Commune } from '#server/contract/commune.ts';
import type { Configuration } from '#server/contract/configuration.ts';
import type { BoundingBox } from '#server/contract/geo.ts';

import { boundsAround } from './camera.ts';
import { CommuneAreas, CommuneNames } from './communes/commune-areas.tsx';
import { GroundLayers } from './ground/ground-layers.tsx';
import { type Ground, ownGround } from './ground/ground.ts';
import { readBasemap, UnknownSchema } from './ground/read-basemap.ts';
import { MapCanvas, type MapCanvasProps, type MapPadding } from './map-canvas.tsx';
import { MapControls } from './map-controls.tsx';
import { mapColours } from './style/map-colours.ts';

/** Room around what is shown first, for the buttons on the right. */
export const MAP_PADDING: MapPadding = { top: 24, right: 64, bottom: 24, left: 24 };

// A few kilometres: centres are rounded, and areas reach beyond them.
const MARGIN_DEGREES = 0.05;
const NONE_CHOSEN: readonly string[] = [];

export type CityMapProps = Omit<MapCanvasProps, 'initial' | 'colours' | 'style'> & {
  /** Initial view, also shown by "whole area": a box, all communes, or the reader's own. */
  home: BoundingBox | 'city' | 'own';
  /** Ground around the centres of the communes. */
  marginDegrees?: number;
  /** Initial camera, when that is not `home`. */
  start?: Camera | null;
  padding?: MapPadding;
  /** Parts of the communes that are drawn. */
  communes?: 'areas' | 'names' | 'none';
  /** False while something more urgent is to be drawn first. */
  withGround?: boolean;
  /** Codes of the communes that are outlined. */
  chosen?: readonly string[];
  /** The map lies in a page that scrolls. */
  inPage?: boolean;
  /** Buttons above the zoom. */
  controls?: ReactNode;
};

/** The map of the city, with its ground, communes and buttons; `children` are the layers of a feature. */
export function CityMap({
  home,
  marginDegrees = MARGIN_DEGREES,
  start = null,
  padding = MAP_PADDING,
  communes = 'areas',
  withGround = true,
  chosen = NONE_CHOSEN,
  inPage = false,
  controls,
  children,
  ...canvas
}: CityMapProps) {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const colours = useMemo(() => mapColours(TOKENS[scheme], scheme), [scheme]);
  const ground = useGround(useConfiguration());
  const known = useQuery(communesQuery).data;
  const areas = useCommuneAreas(known?.approximate);
  const reached = useReached(home === 'own', known?.items);
  if (typeof home === 'string' && reached === undefined) return null;
  const centres = (reached ?? []).map(({ centre }) => centre);
  const box = typeof home === 'string' ? boundsAround(centres, marginDegrees) : home;
  return (
    <MapCanvas
      {...canvas}
      initial={
        start === null
          ? { bounds: box, fitBoundsOptions: { padding } }
          : { longitude: start.at[0], latitude: start.at[1], zoom: start.zoom }
      }
      colours={colours}
      style={ground?.kind === 'style' ? ground.style : null}
    >
      {inPage && <PageFirst />}
      {ground !== null && ground.kind !== 'style' && withGround && (
        <GroundLayers ground={ground} colours={colours} />
      )}
      {communes === 'areas' && known !== undefined && (
        <CommuneAreas
          areas={areas}
          approximate={known.approximate}
          communes={known.items}
          chosen={chosen}
          colours={colours}
          padding={padding}
          overStyle={ground?.kind === 'style'}
        />
      )}
      {children}
      {communes === 'names' && known !== undefined && (
        <CommuneNames communes={known.items} colours={colours} />
      )}
      {canvas.beside !== true && (
        <MapControls home={box} padding={padding}>
          {controls}
        </MapControls>
      )}
    </MapCanvas>
  );
}

/** The communes that are the reader's own, where only these are wanted and there are any. */
function useReached(
  own: boolean,
  communes: readonly Commune[] | undefined,
): readonly Commune[] | undefined {
  const codes = new Set(useMe().communes.map(({ code }) => code));
  const mine = communes?.filter(({ code }) => codes.has(code)) ?? [];
  return own && mine.length > 0 ? mine : communes;
}

/** The wheel and a single finger move the page that the map lies in; buttons, keys and two fingers the map. */
function PageFirst() {
  const { current } = useMap();
  useEffect(
    function leaveScrollingToThePage() {
      current?.getMap().scrollZoom.disable();
      if (matchMedia('(pointer: coarse)').matches) current?.getMap().dragPan.disable();
    },
    [current],
  );
  return null;
}

/** The ground of every map: the operator's basemap, else our own tiles; null where there is neither. */
function useGround(configuration: Configuration | undefined): Ground | null {
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
