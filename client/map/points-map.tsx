import { useComputedColorScheme } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type MapLayerMouseEvent, type MapRef, Layer, Source } from '@vis.gl/react-maplibre';
import { useCallback, useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';

import { useHeldLine } from '#client/api/line-in-use.ts';
import { useText } from '#client/i18n/use-text.ts';
import { slotEnd } from '#client/map/style/order.ts';

import type { SettledCamera } from './camera.ts';
import { CityMap } from './city-map.tsx';
import { DensityLayer } from './density/density-layer.tsx';
import { DistanceRings } from './distance-rings.tsx';
import { FoundPlace, type FoundHit } from './found-place.tsx';
import type { MapPadding } from './map-canvas.tsx';

import { TOKENS, type Scheme, type Tokens } from '#client/ui/tokens.ts';
import type { Filter } from '#client/register/filter.ts';
import { pointShapesQuery } from '#client/register/queries.ts';

import { drawMarkImage } from './marks/draw-mark.ts';
import { MarkCard } from './marks/mark-card.tsx';
import { MARKS_LAYER } from './marks/mark-layers.ts';
import { PointLabels } from './marks/point-labels.tsx';
import { PointMarks, type Focus } from './marks/point-marks.tsx';
import type { Mark } from './clusters/cluster-marks.ts';
import type { Marks } from './clusters/use-marks.ts';
import { SelectedArea } from './selected-area.tsx';
import { MODES, type ModeName } from './modes/modes.ts';

import type { Camera } from '#client/register/view-search.ts';
import type { LonLat } from '#server/contract/geo.ts';
import { TRUE_SHAPE_ZOOM } from '#server/contract/tile.ts';

import { SHAPES_SOURCE, shapeLayers } from './marks/shape-layers.ts';

const TO_THE_CARD_MILLISECONDS = 250;

/** Way in which a mark was chosen: Shift and click or a long press ask for its list. */
export type MarkChoice = { wantsList: boolean; byTouch: boolean };

export type PointsMapProps = {
  ref: RefObject<MapRef | null>;
  /** A second map beside the first: without buttons, and with a name of its own. */
  beside?: boolean;
  label?: string;
  /** Initial camera; without it the reader's communes. */
  start: Camera | null;
  filter: Filter;
  /** The marks of the view. */
  found: Marks;
  /** Use of the pointer. */
  mode: ModeName;
  camera: SettledCamera | null;
  /** Padding for all that floats over the edges of the map. */
  padding: MapPadding;
  /** Height of a sheet over the lower edge, pixels. */
  bottomInset: number;
  /** Rings asked for from outside: the chosen point, the row under the pointer. */
  focus: readonly Focus[];
  /** Place that a search led to. */
  place?: { hit: FoundHit; onClose: () => void } | null;
  /** The density of places lies under the marks. */
  density?: boolean;
  /** Place with rings of distance around it. */
  rings: LonLat | null;
  /** Corners of the chosen area; empty without one. */
  area: readonly LonLat[];
  onSettled: (camera: SettledCamera) => void;
  onMark: (mark: Mark, choice: MarkChoice) => void;
  /** Buttons above the zoom. */
  controls: ReactNode;
};

/** The map of the register: ground, communes, shapes, marks, and what the pointer finds. */
export function PointsMap({ ref, ...props }: PointsMapProps) {
  const text = useText();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const { camera, found, mode } = props;
  const { marks } = found;
  const awaitsFirst = found.state === 'loading';
  const [marksDrawn, setMarksDrawn] = useState(false);
  const noteDrawn = useCallback(() => setMarksDrawn(true), []);
  useHeldLine(!marksDrawn && found.state !== 'failed');
  // Each layer costs the first frames their time, and people come for the marks.
  const groundToo = marksDrawn || (!awaitsFirst && marks.length === 0);

  const { hovered, point, markOf } = usePointedMark(marks);
  const press = (event: MapLayerMouseEvent, wantsList: boolean) => {
    // A pin and its words lie over the marks.
    const mark = isOnPin(event.originalEvent) ? null : markOf(event);
    if (mark === null || !MODES[mode].opensMarks) return;
    if (wantsList) event.originalEvent.preventDefault();
    props.onMark(mark, { wantsList, byTouch: isByTouch(event.originalEvent) });
  };
  const own: Focus[] = hovered === null ? [] : [{ at: hovered.at, mark: hovered, chosen: false }];
  return (
    <CityMap
      ref={ref}
      home="own"
      start={props.start}
      padding={props.padding}
      label={props.label ?? text.map.name}
      beside={props.beside ?? false}
      communes={groundToo ? 'areas' : 'none'}
      withGround={groundToo}
      chosen={props.filter.commune}
      interactive={[MARKS_LAYER]}
      cursor={hovered === null ? MODES[mode].cursor : 'pointer'}
      bottomInset={props.bottomInset}
      onSettled={props.onSettled}
      onPointer={(event) => point(markOf(event))}
      onLeave={() => point(null)}
      onClick={(event) => press(event, event.originalEvent.shiftKey)}
      onContextMenu={(event) => press(event, true)}
      drawImage={drawMarkImage}
      controls={props.controls}
    >
      {camera !== null && (
        <PointLayers
          {...props}
          camera={camera}
          focus={[...props.focus, ...own]}
          scheme={scheme}
          onDrawn={awaitsFirst ? null : noteDrawn}
        />
      )}
      <PointedCard {...props} hovered={hovered} point={point} />
    </CityMap>
  );
}

/** Shapes, names and marks of the points, and the place that a search led to. */
function PointLayers({
  camera,
  filter,
  found,
  focus,
  place,
  rings,
  area,
  density = false,
  scheme,
  onDrawn,
}: Pick<PointsMapProps, 'filter' | 'found' | 'focus' | 'place' | 'rings' | 'area' | 'density'> & {
  camera: SettledCamera;
  scheme: Scheme;
  onDrawn: (() => void) | null;
}) {
  const tokens = TOKENS[scheme];
  const { marks, shownQuery } = found;
  return (
    <>
      {density && <DensityLayer filter={filter} camera={camera} tokens={tokens} />}
      <TrueShapes camera={camera} filter={filter} tokens={tokens} />
      {rings !== null && <DistanceRings at={rings} tokens={tokens} />}
      {area.length > 2 && <SelectedArea ring={area} tokens={tokens} />}
      <PointLabels marks={marks} camera={camera} filter={filter} tokens={tokens} />
      {place != null && <FoundPlace {...place} colour={tokens.accent} />}
      <PointMarks
        marks={marks}
        evening={eveningOf(shownQuery)}
        zoom={camera.zoom}
        focus={focus}
        scheme={scheme}
        tokens={tokens}
        onDrawn={onDrawn}
      />
    </>
  );
}

/** The card of the mark under the pointer. */
function PointedCard({
  hovered,
  point,
  camera,
  filter,
  mode,
  onMark,
}: Pick<ReturnType<typeof usePointedMark>, 'hovered' | 'point'> &
  Pick<PointsMapProps, 'camera' | 'filter' | 'mode' | 'onMark'>) {
  if (hovered === null || camera === null) return null;
  const choose = (mark: Mark, wantsList: boolean) => {
    point(null, 'at once');
    onMark(mark, { wantsList, byTouch: false });
  };
  return (
    <MarkCard
      mark={hovered}
      zoom={camera.zoom}
      filter={filter}
      choose={MODES[mode].opensMarks ? choose : null}
      onHold={() => point(hovered)}
      onLeave={() => point(null)}
    />
  );
}

/** The mark under the pointer. Marks may have changed under a pointer that rests. */
function usePointedMark(marks: readonly Mark[]) {
  const [key, setKey] = useState<string | null>(null);
  const leaving = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(leaving.current), []);
  const point = (mark: Mark | null, when: 'soon' | 'at once' = 'soon') => {
    clearTimeout(leaving.current);
    // Time to come from a ring to the buttons on its card.
    if (mark === null && when === 'soon') {
      leaving.current = setTimeout(() => setKey(null), TO_THE_CARD_MILLISECONDS);
    } else setKey(mark?.key ?? null);
  };
  const markOf = (event: MapLayerMouseEvent) => {
    const index: unknown = event.features?.[0]?.properties['mark'];
    return typeof index === 'number' ? (marks[index] ?? null) : null;
  };
  return {
    hovered: marks.find((mark) => mark.key === key) ?? null,
    point,
    markOf,
  };
}

function isOnPin({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest('.maplibregl-marker') !== null;
}

function isByTouch(event: MouseEvent): boolean {
  return event instanceof PointerEvent && event.pointerType === 'touch';
}

/** The day of a query of marks, for those who look at the map from outside. */
function eveningOf(query: string | null): string {
  return new URLSearchParams(query ?? '').get('as_of') ?? 'today';
}

/** Lines and areas of the view as they are; farther out their marks stand for them. */
function TrueShapes({
  camera,
  filter,
  tokens,
}: {
  camera: SettledCamera;
  filter: Filter;
  tokens: Tokens;
}) {
  const near = camera.zoom >= TRUE_SHAPE_ZOOM;
  const { data } = useQuery({
    ...pointShapesQuery(filter, camera.bounds),
    enabled: near,
    placeholderData: keepPreviousData,
  });
  if (!near || data === undefined) return null;
  return (
    <Source id={SHAPES_SOURCE} type="geojson" data={data}>
      {shapeLayers(tokens).map((layer) => (
        <Layer key={layer.id} {...layer} beforeId={slotEnd('shapes')} />
      ))}
    </Source>
  );
}
