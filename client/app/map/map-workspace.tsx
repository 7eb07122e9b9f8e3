import { lazy, Suspense, useMemo, type ReactNode } from 'react';

import { loadMap } from '#client/app/load-signed-in.ts';
import { DrawerSlot } from '#client/app/record/drawer-slot.tsx';
import { useConfiguration } from '#client/api/configuration.ts';
import { holdLine } from '#client/api/line-in-use.ts';
import { isPoorLine } from '#client/api/poor-line.ts';
import type { DrawPlaceProps } from '#client/features/places/draw-place.tsx';
import { TimeSlot, type TimeSliderProps } from '#client/features/time-slider/time-slot.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { MODES } from '#client/map/modes/modes.ts';
import { cameraOf } from '#client/register/view-search.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { ringOf } from '#client/register/region.ts';
import { useRingedPoint } from '#client/register/ringed-point.ts';
import type { SearchHit } from '#server/contract/search.ts';

import { CompareBar } from './compare/compare-bar.tsx';
import { ClusterOffer } from './cluster-offer.tsx';
import { MapNotices } from './map-notices.tsx';
import { coveredByList } from './map-padding.ts';
import classes from './map-workspace.module.css';
import { PanelFrame } from './panel/panel-frame.tsx';
import { useWorkspace, type Workspace } from './use-workspace.ts';

// The pen is a library of its own; who only reads never loads it. It is there before its panel is.
const DrawPlace = lazy(async () => {
  const [{ DrawPlace: Panel }] = await Promise.all([
    import('#client/features/places/draw-place.tsx'),
    MODES.draw.load(),
  ]);
  return { default: Panel };
});
const MeasurePanel = lazy(async () => {
  const [{ MeasurePanel: Panel }] = await Promise.all([
    import('#client/features/places/measure-panel.tsx'),
    MODES.measure.load(),
  ]);
  return { default: Panel };
});

/** Slot of the pen, for drawing and measuring: in place of the record, with access to the map. */
function DrawSlot({ measuring, ...props }: DrawPlaceProps & { measuring: boolean }) {
  return (
    <Suspense fallback={null}>
      {measuring ? (
        <MeasurePanel view={props.view} onClose={props.onCancel} />
      ) : (
        <DrawPlace {...props} />
      )}
    </Suspense>
  );
}

/** Larger than all else together: the list, the search and the filters are there before it. */
const PointsMap = lazy(async () => {
  const release = holdLine();
  const { PointsMap: Map } = await import('#client/map/points-map.tsx').finally(release);
  return { default: Map };
});
/** On a poor line its code comes after that of the map, which the reader asked for. */
const PointsPanel = lazy(async () => {
  if (isPoorLine()) await loadMap().catch(() => undefined);
  return { default: (await import('./panel/points-panel.tsx')).PointsPanel };
});
const ViewTools = lazy(async () => ({ default: (await import('./view-tools.tsx')).ViewTools }));
const SwipeMap = lazy(async () => ({
  default: (await import('./compare/swipe-map.tsx')).SwipeMap,
}));
const PointsTable = lazy(async () => ({
  default: (await import('./table/points-table.tsx')).PointsTable,
}));
const SelectPen = lazy(async () => ({
  default: (await import('./select/select-pen.tsx')).SelectPen,
}));

type Guests = {
  /** The search, which is another feature's; it tells what was chosen. */
  searchBox: (onChoose: (hit: SearchHit) => void) => ReactNode;
  /** The slider through time, another feature too. */
  timeSlider: (props: TimeSliderProps) => ReactNode;
  /** Changes since the reader's last visit: of today, and only while nothing else is open. */
  news: ReactNode;
};

/** The register's working place: the map fills the screen, list and record float over it. */
export default function MapWorkspace({ searchBox, timeSlider, news }: Guests) {
  const text = useText();
  const workspace = useWorkspace();
  const { layout, view, chosen } = workspace;
  const asTable = view.search.show === 'table';
  const { room, phone, drawing, panelOpen, recordOpen, sheet, setSheet } = layout;
  return (
    <div
      ref={room}
      className={classes.room}
      data-phone={phone}
      data-panel={!phone && panelOpen}
      data-drawer={!phone && recordOpen}
    >
      {!(phone && drawing) && (
        <PanelFrame
          phone={phone}
          open={panelOpen}
          sheet={sheet}
          onSheet={setSheet}
          onOpen={(wanted) => view.setSearch({ panel: wanted ? undefined : 'closed' })}
          searchBox={searchBox(chosen.onFound)}
        >
          {(corner) => (
            <Suspense fallback={<LoadingRows rows={6} />}>
              <PointsPanel workspace={workspace} corner={corner} />
            </Suspense>
          )}
        </PanelFrame>
      )}
      <section className={classes.map} aria-label={text.map.title}>
        <div inert={asTable} className={asTable ? classes.behind : ''}>
          <Register workspace={workspace} />
          <OverTheMap workspace={workspace} timeSlider={timeSlider} news={news} />
        </div>
        {asTable && (
          <Suspense fallback={null}>
            <PointsTable workspace={workspace} />
          </Suspense>
        )}
      </section>
      <Beside workspace={workspace} />
    </div>
  );
}

/** The map itself, once it is known what lies under it. */
function Register({ workspace }: { workspace: Workspace }) {
  const { map, view, layout, found, chosen, camera, communes } = workspace;
  const configuration = useConfiguration();
  const rings = useRingedPoint(view.search)?.anchor ?? null;
  const { within } = view.search;
  const area = useMemo(() => ringOf({ within }), [within]);
  if (configuration === undefined || communes === undefined) {
    return <MapIsComing />;
  }
  return (
    <Suspense fallback={<MapIsComing />}>
      <PointsMap
        ref={map}
        start={cameraOf(view.search)}
        filter={view.filter}
        found={found}
        mode={modeOf(layout)}
        camera={camera.camera}
        padding={layout.padding}
        bottomInset={layout.bottomInset}
        focus={chosen.focus}
        place={chosen.found === null ? null : { hit: chosen.found, onClose: chosen.leaveFound }}
        density={view.search.density === true}
        rings={rings}
        area={area}
        onSettled={camera.onSettled}
        onMark={chosen.onMark}
        controls={
          // Within the map: without a boundary of its own it would hide a map that has just begun to draw.
          <Suspense fallback={null}>
            <ViewTools workspace={workspace} />
          </Suspense>
        }
      />
    </Suspense>
  );
}

/** Says in the place of the map that it is on its way: on a poor line its code takes seconds. */
function MapIsComing() {
  const text = useText();
  return <output className={classes.coming}>{text.map.coming}</output>;
}

/** A circle is chosen by its centre. */
function modeOf({ mode, selecting }: Workspace['layout']) {
  if (selecting === null) return mode;
  return selecting === 'circle' ? 'pick' : selecting;
}

/** Everything that floats over the map: notices, news, the list of a touched ring, the time slider. */
function OverTheMap({
  workspace,
  timeSlider,
  news,
}: { workspace: Workspace } & Pick<Guests, 'timeSlider' | 'news'>) {
  const { layout, view, found, chosen, time, camera, compare } = workspace;
  const { timeOpen, timeRoom, bottomInset, sheetInset } = layout;
  const { asOf, knownAt } = view.filter;
  const { touched } = chosen;
  const comparing = compare.evening !== null;
  return (
    <>
      <MapNotices
        // The slider and the comparison say the same, and more.
        asOf={timeOpen || comparing ? null : asOf}
        knownAt={timeOpen ? null : knownAt}
        onToday={() => view.setFilter({ asOf: null, knownAt: null })}
        approximate={workspace.communes?.approximate === true}
        bottomInset={bottomInset}
        state={found.state}
        onRetry={found.retry}
      />
      {!timeOpen && !comparing && !layout.recordOpen && asOf === null && knownAt === null && news}
      {layout.selecting !== null && camera.camera !== null && (
        <Suspense fallback={null}>
          <SelectPen key={layout.selecting} workspace={workspace} tool={layout.selecting} />
        </Suspense>
      )}
      {compare.evening !== null && compare.differences === null && (
        <Suspense fallback={null}>
          <SwipeMap workspace={workspace} evening={compare.evening} />
        </Suspense>
      )}
      {compare.evening !== null && (
        <CompareBar
          compare={{ ...compare, evening: compare.evening }}
          filter={workspace.ownFilter}
          onEvening={(evening) => view.setFilter({ asOf: evening })}
        />
      )}
      {touched !== null && (
        <ClusterOffer
          mark={touched}
          bottomInset={bottomInset}
          onList={() => chosen.showList(touched)}
          onClose={chosen.leaveTouched}
        />
      )}
      {timeOpen && (
        <TimeSlot ref={timeRoom} bottomInset={sheetInset}>
          {timeSlider(time.slider)}
        </TimeSlot>
      )}
    </>
  );
}

/** The chosen point's record, or the pen in its place. */
function Beside({ workspace }: { workspace: Workspace }) {
  const { view, layout, camera, chosen, map } = workspace;
  const { mode, phone, panelOpen } = layout;
  const { search, setSearch } = view;
  if (mode !== 'look') {
    if (camera.camera === null) return null;
    return (
      <DrawSlot
        measuring={mode === 'measure'}
        pointId={search.draw === 'new' ? null : chosen.id}
        view={{ map, coveredLeft: coveredByList(!phone && panelOpen) }}
        onSaved={(id) => setSearch({ id, draw: undefined })}
        onCancel={() => setSearch({ draw: undefined })}
      />
    );
  }
  if (chosen.id === null) return null;
  return (
    <DrawerSlot
      pointId={chosen.id}
      onClose={() => setSearch({ id: undefined, record: undefined })}
      onRaise={layout.recordLow ? () => setSearch({ record: undefined }) : null}
    />
  );
}
