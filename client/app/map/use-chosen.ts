import type { MapRef } from '@vis.gl/react-maplibre';
import { useCallback, useState, type RefObject } from 'react';

import type { Mark } from '#client/map/clusters/cluster-marks.ts';
import { growBox } from '#client/map/clusters/tile-cover.ts';
import type { FoundHit } from '#client/map/found-place.tsx';
import { isSpot } from '#client/map/marks/mark-features.ts';
import type { Focus } from '#client/map/marks/point-marks.tsx';
import type { MarkChoice } from '#client/map/points-map.tsx';
import type { PointSummary } from '#server/contract/point.ts';
import type { SearchHit } from '#server/contract/search.ts';

import type { Scope } from './panel/point-list.tsx';
import type { MapCamera } from './use-camera.ts';
import type { Layout } from './use-layout.ts';
import type { View } from './use-view.ts';

const GRID_PIXELS = 2;
const COMMUNE_ZOOM = 13.5;
const PLACE_ZOOM = 16;

/** Choices made on the map, in the list and by the search, with what they lead to. */
export function useChosen(
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
