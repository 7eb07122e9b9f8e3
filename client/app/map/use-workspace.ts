import { useQuery } from '@tanstack/react-query';
import type { MapRef } from '@vis.gl/react-maplibre';
import { useRef, useState } from 'react';

import { approximateAreasQuery, communesQuery } from '#client/api/communes.ts';
import { expectedView } from '#client/map/camera.ts';
import { useMarks } from '#client/map/clusters/use-marks.ts';
import { useConditions } from '#client/register/describe-filter.ts';
import { filterQueryText } from '#client/register/filter.ts';
import { useRevision } from '#client/register/points-changed.ts';
import { cameraOf, type Camera } from '#client/register/view-search.ts';

import { useCompare } from './compare/use-compare.ts';
import { useCamera } from './use-camera.ts';
import { useRegion } from './select/use-region.ts';
import { useChosen } from './use-chosen.ts';
import { useLayout } from './use-layout.ts';
import { useListFilter, useTime } from './use-time.ts';
import { useReveal } from './use-reveal.ts';
import { useView } from './use-view.ts';

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
