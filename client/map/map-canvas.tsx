import 'maplibre-gl/dist/maplibre-gl.css';

import './map-canvas.css';

import { Box } from '@mantine/core';
import {
  AttributionControl,
  Layer,
  Map,
  ScaleControl,
  type LngLatBoundsLike,
  type MapLayerMouseEvent,
  type MapRef,
  useMap,
} from '@vis.gl/react-maplibre';
import type { Map as MapLibre, StyleSpecification } from 'maplibre-gl';
import { use, useEffect, useLayoutEffect, type ReactNode, type Ref, useState } from 'react';
import { flushSync } from 'react-dom';

import { loadMapFonts } from '#client/ui/fonts.ts';

import { MAP_LIMITS, MAXIMUM_ZOOM, type SettledCamera } from './camera.ts';
import { mapLibrary } from './maplibre-setup.ts';
import { slotEnd } from './style/order.ts';
import { backgroundLayer, QUIET_STYLE } from './style/quiet-style.ts';
import type { MapColours } from './style/map-colours.ts';

// Asked for with the code, so that the letters are there when the map is.
void loadMapFonts().catch(() => undefined);

const NO_LAYERS: string[] = [];

export type MapPadding = { top: number; right: number; bottom: number; left: number };

export type MapCanvasProps = {
  ref?: Ref<MapRef>;
  /** Read once: afterwards the map keeps its own camera and reports it. */
  initial:
    | { longitude: number; latitude: number; zoom: number }
    | { bounds: LngLatBoundsLike; fitBoundsOptions: { padding: MapPadding } };
  /** The map's name for screen readers, with what the keys do. */
  label: string;
  colours: MapColours;
  /** The operator's style; null for the project's own quiet one. */
  style: StyleSpecification | null;
  /** A second map beside another one, which has the id that the skip link leads to. */
  beside?: boolean;
  /** Layers that answer to the pointer. */
  interactive?: string[];
  /** The pointer over it; an open hand unless said otherwise. */
  cursor?: string;
  /** Room for the attribution and scale: a sheet may cover the lower edge. */
  bottomInset?: number;
  onSettled?: (camera: SettledCamera) => void;
  onClick?: (event: MapLayerMouseEvent) => void;
  /** The right button, or a long press on most phones. */
  onContextMenu?: (event: MapLayerMouseEvent) => void;
  onPointer?: (event: MapLayerMouseEvent) => void;
  onLeave?: () => void;
  /** Draws a missing image and adds it to the map; its id says everything that is to be drawn. */
  drawImage?: DrawImage;
  children?: ReactNode;
};

export type DrawImage = (map: MapLibre, id: string) => void;

function settled(map: MapLibre): SettledCamera {
  const { lng, lat } = map.getCenter();
  const [[west, south], [east, north]] = map.getBounds().toArray();
  return { at: [lng, lat], zoom: map.getZoom(), bounds: [west, south, east, north] };
}

/**
 * Reports an error of the map. A tile that did not come is none: the browser names the request, and the page itself says
 * that there is no network or that the session is over.
 */
function complain(error: Error): void {
  const isAnswer = 'status' in error;
  if (!isAnswer) reportError(error);
}

/** The only map of the product. Suspends until its letters are there. */
export function MapCanvas({ ref, ...props }: MapCanvasProps) {
  // Letters drawn from a fallback font would stay in the map's cache for good.
  use(loadMapFonts());
  const { label, colours, style, drawImage, onSettled } = props;
  return (
    <Box className="map-frame" __vars={{ '--map-bottom': `${props.bottomInset ?? 0}px` }}>
      <Map
        {...(ref === undefined ? {} : { ref })}
        mapLib={mapLibrary}
        mapStyle={style ?? QUIET_STYLE}
        initialViewState={props.initial}
        maxBounds={MAP_LIMITS}
        maxZoom={MAXIMUM_ZOOM}
        attributionControl={false}
        // A turned map makes "north of the bridge" wrong; nothing here needs a tilt.
        // Shift and click asks for the list of a ring.
        boxZoom={false}
        dragRotate={false}
        pitchWithRotate={false}
        touchPitch={false}
        cursor={props.cursor ?? 'grab'}
        interactiveLayerIds={props.interactive ?? NO_LAYERS}
        onMoveEnd={({ target }) => onSettled?.(settled(target))}
        onError={({ error }) => complain(error)}
        {...(props.onClick === undefined ? {} : { onClick: props.onClick })}
        {...(props.onContextMenu === undefined ? {} : { onContextMenu: props.onContextMenu })}
        {...(props.onPointer === undefined ? {} : { onMouseMove: props.onPointer })}
        {...(props.onLeave === undefined ? {} : { onMouseOut: props.onLeave })}
        fadeDuration={0}
      >
        <CanvasName label={label} beside={props.beside ?? false} />
        {onSettled !== undefined && <FirstCamera onSettled={onSettled} />}
        {drawImage !== undefined && <MissingImages draw={drawImage} />}
        {style === null && <Layer {...backgroundLayer(colours)} beforeId={slotEnd('city')} />}
        {props.children}
        <PaperPicture label={label} />
        <ScaleControl position="bottom-right" maxWidth={96} unit="metric" />
        <AttributionControl position="bottom-right" compact customAttribution="" />
      </Map>
    </Box>
  );
}

/** The canvas is what takes the keys, so it carries the name, and the id that the skip link leads to. */
function CanvasName({ label, beside }: { label: string; beside: boolean }) {
  const { current } = useMap();
  useEffect(
    function nameTheCanvas() {
      const canvas = current?.getCanvas();
      if (canvas === undefined) return;
      canvas.id = beside ? '' : 'map';
      canvas.setAttribute('aria-label', label);
    },
    [current, label, beside],
  );
  return null;
}

/** Known before the first frame: whoever fetches for the view need not wait until the ground is drawn. */
function FirstCamera({ onSettled }: { onSettled: (camera: SettledCamera) => void }) {
  const { current } = useMap();
  // In the same breath as the map appears: a passive effect would wait for frames of the ground.
  useLayoutEffect(
    function reportFirst() {
      const map = current?.getMap();
      if (map !== undefined) onSettled(settled(map));
    },
    [current, onSettled],
  );
  return null;
}

/** Images are drawn when first asked for: there are far more possible ones than a view ever shows. */
function MissingImages({ draw }: { draw: DrawImage }) {
  const { current } = useMap();
  useEffect(
    function answerForImages() {
      const map = current?.getMap();
      if (map === undefined) return undefined;
      map.setMissingStyleImageResolver(async (id) => draw(map, id));
      return () => {
        map.setMissingStyleImageResolver(null);
      };
    },
    [current, draw],
  );
  return null;
}

/**
 * Shows a picture of the map while the page is printed: what a graphics card has drawn is gone by the time a browser
 * lays out paper.
 */
function PaperPicture({ label }: { label: string }) {
  const { current } = useMap();
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(
    function takeBeforePrint() {
      const map = current?.getMap();
      if (map === undefined) return undefined;
      const before = () => {
        // The drawing can be read until this task ends.
        map.redraw();
        const taken = map.getCanvas().toDataURL('image/png');
        flushSync(() => setPicture(taken));
      };
      const after = () => setPicture(null);
      globalThis.addEventListener('beforeprint', before);
      globalThis.addEventListener('afterprint', after);
      return () => {
        globalThis.removeEventListener('beforeprint', before);
        globalThis.removeEventListener('afterprint', after);
      };
    },
    [current],
  );
  return picture === null ? null : <img className="map-paper" src={picture} alt={label} />;
}
