import { useQuery } from '@tanstack/react-query';
import type { MapRef } from '@vis.gl/react-maplibre';
import { useRef, useState, useMemo, useEffect, type RefObject, useCallback } from 'react';

import { approximateAreasQuery, communesQuery } from '#client/api/communes.ts';
import { expectedView, sameCamera, type SettledCamera } from '#client/map/camera.ts';
import type { Mark } from '#client/map/clusters/cluster-marks.ts';
import { growBox } from '#client/map/clusters/tile-cover.ts';
import { useMarks } from '#client/map/clusters/use-marks.ts';
import type { FoundHit } from '#client/map/found-place.tsx';
import type { MapPadding } from '#client/map/map-canvas.tsx';
import { isSpot } from '#client/map/marks/mark-features.ts';
import type { Focus } from '#client/map/marks/point-marks.tsx';
import type { MarkChoice } from '#client/map/points-map.tsx';
import { useConditions } from '#client/register/describe-filter.ts';
import { filterQueryText } from '#client/register/filter.ts';
import { useRevision } from '#client/register/points-changed.ts';
import { pointQuery } from '#client/register/record-queries.ts';
import { tickedIds, type ListRegion } from '#client/register/region.ts';
import { cameraOf, type Camera, type ViewSearch } from '#client/register/view-search.ts';
import type { BoundingBox, LonLat } from '#server/contract/geo.ts';
import type { PointSummary } from '#server/contract/point.ts';
import type { SearchHit } from '#server/contract/search.ts';

import { useCompare } from './compare/use-compare.ts';
import { shiftInto, shiftToMiddle } from './map-padding.ts';
import type { Scope } from './panel/point-list.tsx';
import { useLayout, type Layout } from './use-layout.ts';
import { useListFilter, useTime } from './use-time.ts';
import { useView, type View } from './use-view.ts';

const NEAR_ZOOM = 15;
const CLOSEST_FIT = 17.5;

const GRID_PIXELS = 2;
const COMMUNE_ZOOM = 13.5;
const PLACE_ZOOM = 16;

/** Choices made on the map, in the list and by the search, with what they lead to. */
function useChosen(
  { search, setSearch }: View,
  marks: readonly Mark[],
  given: { map: RefObject<MapRef | null>; camera: MapCamera; layout: Layout },
) {
  const { camera, goTo, expand } = given.camera;
  const zoom = camera?.zoom ?? 0;
  const [touched, setTouched] = useState<Mark | null>(null);
  const [scope, setScope] = useState<Scope | null>(null);
  const [pointedRow, setPointedRow] = useState<PointSummary | null>(null);
  const [lastOpened, setLastOpened] = useState<PointSummary | null>(null);
  const [found, setFound] = useState<FoundHit | null>(null);
  const leaveMark = useCallback(() => {
    setTouched(null);
    setScope(null);
  }, []);

  const open = (point: PointSummary) => {
    setLastOpened(point);
    setSearch({ id: point.id });
    const inView = given.map.current?.getBounds().contains([...point.anchor]) === true;
    if (!inView || markWith(marks, point.id)?.point === null) goTo(point.anchor);
  };
  const showList = (mark: Mark) => {
    setTouched(null);
    // Tiles round positions: the box must still hold the points.
    const box = growBox(mark.box, zoom, GRID_PIXELS);
    const region = mark.squares === null ? { box } : { squares: mark.squares };
    setScope({ region, ids: mark.ids, count: mark.count, spot: isSpot(mark, zoom) });
    setSearch({ panel: 'list', show: undefined });
    given.layout.raiseSheet();
  };
  const onMark = (mark: Mark, { wantsList, byTouch }: MarkChoice) => {
    setTouched(byTouch && !wantsList && mark.point === null ? mark : null);
    if (mark.point !== null) setSearch({ id: mark.point.id });
    else if (wantsList || isSpot(mark, zoom) || !expand(mark.box)) showList(mark);
  };
  const onFound = (hit: SearchHit) => {
    setFound(hit.kind === 'address' || hit.kind === 'coordinates' ? hit : null);
    goTo(hit.position, hit.kind === 'commune' ? COMMUNE_ZOOM : PLACE_ZOOM);
    if (hit.kind === 'point') setSearch({ id: hit.id });
  };
  return {
    id: search.id ?? null,
    touched,
    leaveTouched: () => setTouched(null),
    scope,
    leaveScope: () => setScope(null),
    leaveMark,
    open,
    showList,
    onMark,
    onFound,
    /** Place that the search led to; null once it is put away. */
    found,
    leaveFound: () => setFound(null),
    setPointedRow,
    focus: focusOf(marks, { pointedRow, chosen: search.id, lastOpened }),
  };
}

/** The rings on the map: round the row under the pointer, and round the chosen point. */
function focusOf(
  marks: readonly Mark[],
  given: {
    pointedRow: PointSummary | null;
    chosen: number | undefined;
    lastOpened: PointSummary | null;
  },
): Focus[] {
  const { pointedRow, chosen, lastOpened } = given;
  const focus: Focus[] = [];
  if (pointedRow !== null) {
    const mark = markWith(marks, pointedRow.id);
    focus.push({ at: mark?.at ?? pointedRow.anchor, mark, chosen: false });
  }
  if (chosen !== undefined) {
    const mark = markWith(marks, chosen);
    const at = mark?.at ?? (lastOpened?.id === chosen ? lastOpened.anchor : undefined);
    if (at !== undefined) focus.push({ at, mark, chosen: true });
  }
  return focus;
}

function markWith(marks: readonly Mark[], id: number): Mark | null {
  return marks.find((mark) => mark.ids?.includes(id) === true) ?? null;
}

const CITY_CAMERA: Camera = { at: [105.7, 21], zoom: 9 };

/** Everything that the panels and the map of the working place share. */
export function useWorkspace() {
  const own = useView();
  const { compare, shown: view } = useCompare(own);
  const { search, filter } = view;
  const map = useRef<MapRef>(null);
  const layout = useLayout(search);
  const camera = useCamera(map, view, layout.padding);
  useReveal(view, {
    map,
    padding: layout.padding,
    // On a phone a record over the whole screen leaves no map to move.
    ready: camera.camera !== null && !layout.drawing && (!layout.phone || layout.recordLow),
  });
  const [expected] = useState(() => expectedView(cameraOf(search) ?? CITY_CAMERA));
  const found = useMarks(filterQueryText(filter), useRevision(), camera.camera ?? expected);
  const chosen = useChosen(view, found.marks, { map, camera, layout });
  const time = useTime(view, found, chosen.leaveMark, compare.toggle);
  const communes = useQuery(communesQuery).data;
  // Fetched beside the map's code; the map itself asks for them again.
  useQuery({ ...approximateAreasQuery, enabled: communes?.approximate === true });
  return {
    view,
    region: useRegion(search, camera.camera?.bounds ?? null),
    compare,
    /** The reader's own filter; that of `view` is the difference while two evenings are compared by it. */
    ownFilter: own.filter,
    map,
    layout,
    camera,
    found,
    chosen,
    time,
    communes,
    listFilter: useListFilter(filter),
    conditions: useConditions(own.filter),
  };
}
export type Workspace = ReturnType<typeof useWorkspace>;

/**
 * The part of the points that list, counts, table and charts show: the ticked ones where they were asked for, else the
 * chosen area, and what is in view while the list follows the map.
 */
function useRegion(search: ViewSearch, bounds: BoundingBox | null): ListRegion {
  const { within, ids, only } = search;
  const box = search.in_view === true ? bounds : null;
  return useMemo(() => {
    if (only === 'ticked' && ids !== undefined) return { ids: tickedIds({ ids }) };
    return { within, box: box ?? undefined };
  }, [within, ids, only, box]);
}

/**
 * Moves the map, once, so that the point of an opened link does not lie under a panel: who sent the link may have
 * had a larger screen. The zoom stays.
 */
function useReveal(
  { search, filter }: View,
  given: { map: RefObject<MapRef | null>; padding: MapPadding; ready: boolean },
): void {
  const { map, padding, ready } = given;
  const [linked] = useState(search.id);
  const done = useRef(linked === undefined);
  const { data } = useQuery({
    ...pointQuery(linked ?? 0, filter),
    enabled: linked !== undefined && search.id === linked,
  });
  const anchor = data?.anchor;
  const low = search.record === 'low';
  useEffect(
    function revealLinked() {
      const present = map.current;
      // Without a height of the room the padding is not known yet.
      if (done.current || !ready || present === null || padding.bottom === 0) return;
      if (anchor === undefined) return;
      done.current = true;
      const { clientWidth: width, clientHeight: height } = present.getContainer();
      const move = low ? shiftToMiddle : shiftInto;
      // Counted from the middle: a map that has just come does not know its size yet.
      const place = present.project([...anchor]);
      const middle = present.project(present.getCenter());
      const spot = { x: width / 2 + place.x - middle.x, y: height / 2 + place.y - middle.y };
      const shift = move(spot, padding, { width, height });
      if (shift !== null) present.panBy(shift);
    },
    [map, anchor, padding, ready, low],
  );
}

/**
 * The map keeps its camera; this notes it in the address when it has settled, and moves the map
 * when the address changes by itself (the back button, a link). What came from the map never goes back.
 */
function useCamera(map: RefObject<MapRef | null>, view: View, padding: MapPadding) {
  const [camera, setCamera] = useState<SettledCamera | null>(null);
  const settledAt = useRef<SettledCamera | null>(null);
  const { search, noteCamera } = view;

  const onSettled = useCallback(
    (settled: SettledCamera) => {
      settledAt.current = settled;
      setCamera(settled);
      noteCamera(settled);
    },
    [noteCamera],
  );

  useEffect(
    function followAddress() {
      const wanted = cameraOf({ at: search.at, z: search.z });
      const present = settledAt.current;
      if (wanted === null || present === null || map.current?.isMoving() === true) return;
      if (sameCamera(wanted, present)) return;
      map.current?.jumpTo({ center: [...wanted.at], zoom: wanted.zoom });
    },
    [map, search.at, search.z],
  );

  /** Brings a place before the reader, near enough to stand by itself, unless it is already. */
  const goTo = (at: LonLat, nearest = NEAR_ZOOM) => {
    const zoom = Math.max(map.current?.getZoom() ?? nearest, nearest);
    // An offset, and not a padding, which would stay with the map and move what the address means.
    const offset: [number, number] = [
      (padding.left - padding.right) / 2,
      (padding.top - padding.bottom) / 2,
    ];
    map.current?.flyTo({ center: [...at], zoom, offset });
  };
  /** Shows a box between the panels; false when that brings the map no nearer. */
  const expand = (box: BoundingBox): boolean => {
    const zoom = map.current?.getZoom() ?? 0;
    const target = map.current?.cameraForBounds(box, {
      padding: grown(padding, 48),
      maxZoom: CLOSEST_FIT,
    });
    if (target?.zoom === undefined || target.center === undefined || zoom > CLOSEST_FIT - 0.5) {
      return false;
    }
    map.current?.easeTo({ ...target, zoom: Math.max(target.zoom, zoom + 1) });
    return true;
  };
  return { camera, onSettled, goTo, expand };
}

type MapCamera = ReturnType<typeof useCamera>;

function grown(padding: MapPadding, by: number): MapPadding {
  return {
    top: padding.top + by,
    right: padding.right + by,
    bottom: padding.bottom + by,
    left: padding.left + by,
  };
}
