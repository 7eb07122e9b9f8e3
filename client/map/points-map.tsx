import { useComputedColorScheme } from '@mantine/core';
import type { MapLayerMouseEvent, MapRef } from '@vis.gl/react-maplibre';
import { useCallback, useState, type ReactNode, type RefObject } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { boundsAround, type SettledCamera } from './camera.ts';
import { useCommuneAreas } from '#client/api/communes.ts';
import { CommuneAreas } from './commune-areas.tsx';
import { MapCanvas, type MapPadding } from './map-canvas.tsx';
import { MapControls } from './map-controls.tsx';
import { mapColours } from '#client/map/style/map-colours.ts';
import { useBasemap } from './use-basemap.ts';
import { TOKENS } from '#client/ui/tokens.ts';
import type { Commune } from '#server/contract/commune.ts';
import type { Configuration } from '#server/contract/configuration.ts';

import type { Filter } from '#client/register/filter.ts';
import { drawMarkImage } from './marks/draw-mark.ts';
import { MarkCard } from './marks/mark-card.tsx';
import { MARKS_LAYER } from './marks/mark-layers.ts';
import { PointMarks, type Focus } from './marks/point-marks.tsx';
import { TrueShapes } from './marks/true-shapes.tsx';
import type { Mark } from './clusters/cluster-marks.ts';
import { cameraOf, type ViewSearch } from '#client/register/view-search.ts';

// A few kilometres: centres are rounded, and areas reach beyond them.
const MARGIN_DEGREES = 0.05;

/** How a mark was chosen: Shift and click or a long press ask for its list. */
export type MarkChoice = { wantsList: boolean; byTouch: boolean };

export type PointsMapProps = {
  ref: RefObject<MapRef | null>;
  search: ViewSearch;
  filter: Filter;
  basemap: Configuration['basemap'];
  /** The areas are only drawn from centres. */
  approximate: boolean;
  communes: readonly Commune[];
  /** The reader's own communes; empty when the whole city is theirs. */
  ownCodes: ReadonlySet<string>;
  marks: readonly Mark[];
  /** The day that the marks show, or `today`. */
  evening: string;
  /** Nothing has been answered for the marks yet. */
  awaitsFirstMarks: boolean;
  camera: SettledCamera | null;
  /** What floats over the edges of the map. */
  padding: MapPadding;
  /** Height of a sheet over the lower edge, pixels. */
  bottomInset: number;
  /** Rings asked for from outside: the chosen point, the row under the pointer. */
  focus: readonly Focus[];
  onSettled: (camera: SettledCamera) => void;
  onMark: (mark: Mark, choice: MarkChoice) => void;
  onPointed: (mark: Mark | null) => void;
  /** Buttons above the zoom. */
  controls: ReactNode;
  /** Whatever else is drawn on the map. */
  children?: ReactNode;
};

/** The map of the register: ground, communes, shapes, marks, and what the pointer finds. */
export function PointsMap({ ref, ...props }: PointsMapProps) {
  const text = useText();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const tokens = TOKENS[scheme];
  const colours = mapColours(tokens, scheme);
  const { marks, camera } = props;
  const basemap = useBasemap(props.basemap, scheme);
  const areas = useCommuneAreas(props.approximate);
  const [pointed, setPointed] = useState<Mark | null>(null);
  const [marksDrawn, setMarksDrawn] = useState(false);
  const noteDrawn = useCallback(() => setMarksDrawn(true), []);
  const own = props.communes.filter((commune) => props.ownCodes.has(commune.code));
  const reached = own.length === 0 ? props.communes : own;
  const home = boundsAround(
    reached.map((commune) => commune.centre),
    MARGIN_DEGREES,
  );

  const point = (mark: Mark | null) => {
    if (mark?.key === pointed?.key) return;
    setPointed(mark);
    props.onPointed(mark);
  };
  const markOf = (event: MapLayerMouseEvent) => {
    const index: unknown = event.features?.[0]?.properties['mark'];
    return typeof index === 'number' ? (marks[index] ?? null) : null;
  };
  // Marks may have changed under a pointer that rests.
  const hovered = marks.find((mark) => mark.key === pointed?.key) ?? null;
  const start = cameraOf(props.search);

  return (
    <MapCanvas
      ref={ref}
      initial={
        start === null
          ? { bounds: home, fitBoundsOptions: { padding: props.padding } }
          : { longitude: start.at[0], latitude: start.at[1], zoom: start.zoom }
      }
      label={text.map.name}
      colours={colours}
      basemap={basemap}
      interactive={[MARKS_LAYER]}
      cursor={hovered === null ? 'grab' : 'pointer'}
      bottomInset={props.bottomInset}
      onSettled={props.onSettled}
      onPointer={(event) => point(markOf(event))}
      onLeave={() => point(null)}
      onClick={(event) => {
        const mark = markOf(event);
        if (mark === null) return;
        const wantsList = event.originalEvent.shiftKey;
        props.onMark(mark, { wantsList, byTouch: isByTouch(event.originalEvent) });
      }}
      onContextMenu={(event) => {
        const mark = markOf(event);
        if (mark === null) return;
        event.originalEvent.preventDefault();
        props.onMark(mark, { wantsList: true, byTouch: isByTouch(event.originalEvent) });
      }}
      drawImage={drawMarkImage}
    >
      {/* Each layer costs the first frames their time, and people come for the marks. */}
      {(marksDrawn || (!props.awaitsFirstMarks && marks.length === 0)) && (
        <CommuneAreas
          areas={areas}
          communes={props.communes}
          chosen={props.filter.commune}
          colours={colours}
          overBasemap={basemap !== null}
        />
      )}
      {camera !== null && (
        <>
          <TrueShapes camera={camera} filter={props.filter} tokens={tokens} />
          <PointMarks
            marks={marks}
            evening={props.evening}
            zoom={camera.zoom}
            focus={
              hovered === null
                ? props.focus
                : [...props.focus, { at: hovered.at, mark: hovered, chosen: false }]
            }
            scheme={scheme}
            tokens={tokens}
            onDrawn={props.awaitsFirstMarks ? null : noteDrawn}
          />
          {hovered !== null && <MarkCard mark={hovered} zoom={camera.zoom} filter={props.filter} />}
        </>
      )}
      <MapControls home={home} padding={props.padding}>
        {props.controls}
      </MapControls>
      {props.children}
    </MapCanvas>
  );
}

function isByTouch(event: MouseEvent): boolean {
  return event instanceof PointerEvent && event.pointerType === 'touch';
}
