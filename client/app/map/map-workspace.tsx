import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { approximateAreasQuery, communesQuery } from '#client/api/communes.ts';
import { useQuery } from '@tanstack/react-query';
import type { MapRef } from '@vis.gl/react-maplibre';
import { Suspense, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';

import { useConfiguration } from '#client/api/configuration.ts';
import { useCan } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { expectedView } from '#client/map/camera.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import type { PointSummary } from '#server/contract/point.ts';
import type { SearchHit } from '#server/contract/search.ts';

import { ClusterOffer } from './cluster-offer.tsx';
import { DrawSlot } from './draw-slot.tsx';
import { DrawerSlot } from '#client/app/record/drawer-slot.tsx';
import { filterQueryText } from '#client/register/filter.ts';
import { MapNotices } from './map-notices.tsx';
import { coveredByList, mapPadding } from './map-padding.ts';
import classes from './map-workspace.module.css';
import { isSpot } from '#client/map/marks/mark-features.ts';
import type { Focus } from '#client/map/marks/point-marks.tsx';
import { describeFilter } from '#client/register/describe-filter.ts';
import { PanelFrame } from './panel/panel-frame.tsx';
import type { Scope } from './panel/point-list.tsx';
import { PointsPanel } from './panel/points-panel.tsx';
import { sheetPixels, type SheetHeight } from './panel/bottom-sheet.tsx';
import type { Mark } from '#client/map/clusters/cluster-marks.ts';
import { growBox } from '#client/map/clusters/tile-cover.ts';
import { useMarks } from '#client/map/clusters/use-marks.ts';
import { PointsMap, type MarkChoice } from '#client/map/points-map.tsx';
import { TimeSlot, type TimeSliderProps } from '#client/features/time-slider/time-slot.tsx';
import { useCamera } from './use-camera.ts';
import { useRevision } from '#client/register/points-changed.ts';
import { eveningOf, useListFilter, useTime, useTimeRoom } from './use-time.ts';
import { useView } from './use-view.ts';
import { cameraOf, type Camera } from '#client/register/view-search.ts';
import { ViewTools } from './view-tools.tsx';

const CITY_CAMERA: Camera = { at: [105.7, 21], zoom: 9 };
const GRID_PIXELS = 2;

/** The register's working place: the map fills the screen, list and record float over it. */
export default function MapWorkspace({
  searchBox,
  timeSlider,
  news,
}: {
  /** The search, which is another feature's; it tells what was chosen. */
  searchBox: (onChoose: (hit: SearchHit) => void) => ReactNode;
  /** The slider through time, another feature too. */
  timeSlider: (props: TimeSliderProps) => ReactNode;
  /** Changes since the reader's last visit: of today, and only while nothing else is open. */
  news: ReactNode;
}) {
  const text = useText();
  const format = useFormat();
  const configuration = useConfiguration();
  const view = useView();
  const { search, filter, setFilter, setSearch } = view;
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  // Too narrow for list, map and record side by side: the style sheet then hides the list.
  const narrow = useMediaQuery('(max-width: 65.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  const communes = useQuery(communesQuery).data;
  const categories = useQuery(categoriesQuery).data;
  // Fetched beside the map's code; the map itself asks for them again.
  useQuery({ ...approximateAreasQuery, enabled: communes?.approximate === true });
  const map = useRef<MapRef>(null);
  const { ref: room, height: roomHeight } = useElementSize();
  const [touched, setTouched] = useState<Mark | null>(null);
  const [sheet, setSheet] = useState<SheetHeight>('low');
  const [scope, setScope] = useState<Scope | null>(null);
  const [pointedRow, setPointedRow] = useState<PointSummary | null>(null);
  const [lastOpened, setLastOpened] = useState<PointSummary | null>(null);

  const panelOpen = search.panel !== 'closed';
  const chosenId = search.id ?? null;
  const mayPropose = useCan('points:propose');
  const measuring = search.draw === 'measure';
  const drawing =
    measuring || (search.draw === 'edit' ? chosenId !== null : search.draw === 'new' && mayPropose);
  const recordOpen = drawing || chosenId !== null;
  const timeOpen = search.time === 'open' && !drawing;
  const { ref: timeRoom, pixels: timePixels } = useTimeRoom(timeOpen);
  const sheetInset = phone ? sheetPixels(sheet === 'full' ? 'half' : sheet, roomHeight) : 0;
  const bottomInset = sheetInset + timePixels;
  const padding = mapPadding({
    phone,
    listBeside: panelOpen && !(narrow && recordOpen),
    recordBeside: recordOpen,
    bottomInset,
  });
  const { camera, onSettled, goTo, expand } = useCamera(map, view, padding);
  const [expected] = useState(() => expectedView(cameraOf(search) ?? CITY_CAMERA));
  const revision = useRevision();
  const found = useMarks(filterQueryText(filter), revision, camera ?? expected);
  const { marks, state } = found;
  const leaveMark = useCallback(() => {
    setTouched(null);
    setScope(null);
  }, []);
  const { slider, toggle: toggleTime } = useTime(view, found, leaveMark);
  const listFilter = useListFilter(filter);
  const conditions = useMemo(
    () =>
      describeFilter(filter, {
        text,
        format,
        communes: communes?.items ?? [],
        categories: categories?.items ?? [],
      }),
    [filter, text, format, communes, categories],
  );

  const open = (point: PointSummary) => {
    setLastOpened(point);
    setSearch({ id: point.id });
    if (markWith(marks, point.id)?.point === null || !isInView(point, camera?.bounds)) {
      goTo(point.anchor);
    }
  };
  const showList = (mark: Mark) => {
    setTouched(null);
    const spot = isSpot(mark, camera?.zoom ?? 0);
    // Tiles round positions: the box must still hold the points.
    const box = growBox(mark.box, camera?.zoom ?? 0, GRID_PIXELS);
    const region = mark.squares === null ? { box } : { squares: mark.squares };
    setScope({ region, ids: mark.ids, count: mark.count, spot });
    setSearch({ panel: 'list' });
    if (sheet === 'low') setSheet('half');
  };
  const onMark = (mark: Mark, { wantsList, byTouch }: MarkChoice) => {
    // While drawing, a click sets a corner.
    if (search.draw !== undefined) return;
    setTouched(byTouch && !wantsList && mark.point === null ? mark : null);
    if (mark.point !== null) setSearch({ id: mark.point.id });
    else if (wantsList || isSpot(mark, camera?.zoom ?? 0) || !expand(mark.box)) showList(mark);
  };
  const onFound = (hit: SearchHit) => {
    goTo(hit.position, hit.kind === 'commune' ? 13.5 : 16);
    if (hit.kind === 'point') setSearch({ id: hit.id });
  };

  const chosenMark = chosenId === null ? null : markWith(marks, chosenId);
  const chosenAt = chosenMark?.at ?? (lastOpened?.id === chosenId ? lastOpened?.anchor : undefined);
  const focus: Focus[] = [];
  if (pointedRow !== null) {
    const mark = markWith(marks, pointedRow.id);
    focus.push({ at: mark?.at ?? pointedRow.anchor, mark, chosen: false });
  }
  if (chosenAt !== undefined) focus.push({ at: chosenAt, mark: chosenMark, chosen: true });

  return (
    <div
      ref={room}
      className={classes.room}
      data-phone={phone}
      data-panel={!phone && panelOpen}
      data-drawer={!phone && (drawing || chosenId !== null)}
    >
      {!(phone && drawing) && (
        <PanelFrame
          phone={phone}
          open={panelOpen}
          sheet={sheet}
          onSheet={setSheet}
          onOpen={(wanted) => setSearch({ panel: wanted ? undefined : 'closed' })}
          searchBox={searchBox(onFound)}
        >
          {(corner) => (
            <PointsPanel
              tab={search.panel === 'filters' ? 'filters' : 'list'}
              onTab={(tab) => {
                setSearch({ panel: tab === 'list' ? undefined : tab });
                if (sheet === 'low') setSheet('half');
              }}
              filter={listFilter}
              conditions={conditions}
              onFilter={(change, quietly) => {
                setScope(null);
                setFilter(change, quietly);
              }}
              scope={scope}
              onLeaveScope={() => setScope(null)}
              inView={search.in_view === true}
              onInView={(inView) => setSearch({ in_view: inView ? true : undefined })}
              view={camera?.bounds ?? null}
              chosenId={chosenId}
              onOpen={open}
              onPointed={setPointedRow}
              corner={corner}
            />
          )}
        </PanelFrame>
      )}
      <section className={classes.map} aria-label={text.map.title}>
        {configuration !== undefined && communes !== undefined ? (
          <Suspense fallback={null}>
            <PointsMap
              ref={map}
              start={cameraOf(search)}
              filter={filter}
              marks={marks}
              evening={eveningOf(found.shownQuery)}
              awaitsFirstMarks={state === 'loading'}
              camera={camera}
              padding={padding}
              bottomInset={bottomInset}
              focus={focus}
              onSettled={onSettled}
              onMark={onMark}
              controls={
                <ViewTools
                  filter={filter}
                  conditions={conditions}
                  map={map}
                  timeOpen={timeOpen}
                  onTime={toggleTime}
                  onPropose={() => setSearch({ draw: 'new', id: undefined })}
                  measuring={measuring}
                  onMeasure={() => setSearch({ draw: measuring ? undefined : 'measure' })}
                />
              }
            />
          </Suspense>
        ) : (
          <LoadingRows rows={1} />
        )}
        <MapNotices
          // The slider says the same, and more.
          asOf={timeOpen ? null : filter.asOf}
          knownAt={timeOpen ? null : filter.knownAt}
          onToday={() => setFilter({ asOf: null, knownAt: null })}
          approximate={communes?.approximate === true}
          bottomInset={bottomInset}
          state={state}
          onRetry={found.retry}
        />
        {!timeOpen && !recordOpen && filter.asOf === null && filter.knownAt === null && news}
        {touched !== null && (
          <ClusterOffer
            mark={touched}
            bottomInset={bottomInset}
            onList={() => showList(touched)}
            onClose={() => setTouched(null)}
          />
        )}
        {timeOpen && (
          <TimeSlot ref={timeRoom} bottomInset={sheetInset}>
            {timeSlider(slider)}
          </TimeSlot>
        )}
      </section>
      {drawing && camera !== null && (
        <DrawSlot
          measuring={measuring}
          pointId={search.draw === 'new' ? null : chosenId}
          view={{ map, coveredLeft: coveredByList(!phone && panelOpen) }}
          onSaved={(id) => setSearch({ id, draw: undefined })}
          onCancel={() => setSearch({ draw: undefined })}
        />
      )}
      {chosenId !== null && !drawing && (
        <DrawerSlot pointId={chosenId} onClose={() => setSearch({ id: undefined })} />
      )}
    </div>
  );
}

function markWith(marks: readonly Mark[], id: number): Mark | null {
  return marks.find((mark) => mark.ids?.includes(id) === true) ?? null;
}

function isInView(
  { anchor: [longitude, latitude] }: PointSummary,
  bounds: readonly [number, number, number, number] | undefined,
): boolean {
  if (bounds === undefined) return false;
  const [west, south, east, north] = bounds;
  return longitude > west && longitude < east && latitude > south && latitude < north;
}
