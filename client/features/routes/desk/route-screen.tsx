import { Box, Flex, SegmentedControl, Stack } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ComponentProps, lazy, Suspense, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { DraftMark } from '#client/features/routes/draft-mark.tsx';
import { countChanges } from '#client/features/routes/orders.ts';
import {
  candidatesQuery,
  routeQuery,
  type CandidateChoice,
} from '#client/features/routes/queries.ts';
import classes from '#client/features/routes/routes.module.css';
import { TotalsTable } from '#client/features/routes/totals-table.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { useScreenTitle } from '#client/ui/screen-title.tsx';
import type { LonLat } from '#server/contract/geo.ts';
import type { RouteOperation } from '#server/contract/route-edit.ts';
import type { RouteDetail, RoutePresence } from '#server/contract/route.ts';

import { CandidatePanel } from './candidate-panel.tsx';
import { DropVerdict } from './drop-verdict.tsx';
import { OrderPanel } from './order-panel.tsx';
import { RouteBar } from './route-bar.tsx';
import { ShiftTimeline, type ShiftsProps } from './shift-timeline.tsx';
import { StopDialog } from './stop-dialog.tsx';
import { TeamDayDialog } from './team-day.tsx';
import timeline from './timeline.module.css';
import { type Optimiser, useOptimiser } from './use-optimiser.ts';
import { useRouteEditor, type RouteEditor } from './use-route-editor.ts';
import { type Opened, usePresence } from './use-presence.ts';
import { useStopDrag } from './use-stop-drag.ts';

// The map is large and the lists are of use before it is there.
const RouteMap = lazy(() => import('./route-map.tsx'));
const address = getRouteApi('/routes/$routeId');

/** Screen where a route is planned: candidates, the orders of the teams, the map. */
export default function RouteScreen() {
  const { routeId } = address.useParams();
  const found = useQuery(routeQuery(Number(routeId)));
  if (found.data !== undefined) return <Workspace route={found.data} />;
  return (
    <Stack className={classes.waiting} gap="xs" h="100%" p="sm">
      {found.isPending && <LoadingRows rows={8} height={28} />}
      <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
    </Stack>
  );
}

const ALL_CANDIDATES: CandidateChoice = { count: 40, communes: [], only: null };
const TABS = ['orders', 'candidates', 'map', 'shifts'] as const;
type Tab = (typeof TABS)[number];

function Workspace({ route }: { route: RouteDetail }) {
  const editor = useRouteEditor(route);
  const drag = useStopDrag(route, editor);
  const optimiser = useOptimiser(route, editor);
  const { opened, setOpened, openStop } = useOpened(route);
  const { tab, setTab, narrow, shows } = useTabs(route);
  const { choice, setChoice, candidates, addArea } = useCandidates(route, editor, setTab);
  const { others, lastEdit } = usePresence(route, opened);
  return (
    <Stack className={classes.workspace} gap="xs" p="sm" data-narrow={narrow}>
      <RouteHead route={route} others={others} />
      <RouteBar route={route} editor={editor} optimiser={optimiser} />
      <ErrorNotice error={optimiser.error} />
      {narrow && <TabChoice tab={tab} onTab={setTab} />}
      <div className={classes.columns}>
        {shows('candidates') && (
          <CandidatePanel
            route={route}
            list={candidates}
            choice={choice}
            onChoice={setChoice}
            onAdded={() => setTab('orders')}
            editor={editor}
          />
        )}
        {shows('map') && (
          <MapPanel
            route={route}
            candidates={candidates.data?.items ?? []}
            fitted={optimiser.taken}
            onStop={openStop}
            onMove={(id, place) => editor.edit({ kind: 'move', stopId: id, ...place })}
            onArea={addArea}
          />
        )}
        {shows('orders') && (
          <OrderPanel
            route={route}
            editor={editor}
            drag={drag}
            onStop={openStop}
            onDay={(shift) => setOpened({ shift })}
          />
        )}
      </div>
      {shows('shifts') && (
        <ShiftPanel route={route} narrow={narrow} editor={editor} drag={drag} onStop={openStop} />
      )}
      <DropVerdict route={route} drag={drag} />
      <OpenDialog
        route={route}
        opened={opened}
        lastEdit={lastEdit}
        editor={editor}
        onShare={(...operations) => share(route, editor, optimiser, operations)}
        onClose={() => setOpened(null)}
      />
    </Stack>
  );
}

/** The map of the route, which is loaded after the lists beside it. */
function MapPanel(props: ComponentProps<typeof RouteMap>) {
  return (
    <Suspense fallback={<LoadingRows rows={6} height={40} />}>
      <RouteMap {...props} />
    </Suspense>
  );
}

/** The candidates that are chosen from, and adding those of an area at once. */
function useCandidates(route: RouteDetail, editor: RouteEditor, setTab: (tab: Tab) => void) {
  const [choice, setChoice] = useState<CandidateChoice>(ALL_CANDIDATES);
  const candidates = useQuery(candidatesQuery(route.id, choice));
  const addArea = (ring: LonLat[]) => {
    editor.edit({ kind: 'add', way: areaWay(ring, choice) });
    setTab('orders');
  };
  return { choice, setChoice, candidates, addArea };
}

/** The stop or team's day whose dialog is open, as it was when it was opened. */
function useOpened(route: RouteDetail) {
  const [opened, setOpened] = useState<Opened>(null);
  const openStop = (id: number) => {
    const stop = route.stops.find((one) => one.id === id);
    setOpened(stop === undefined ? null : { stop });
  };
  return { opened, setOpened, openStop };
}

/** Makes edits, and lets the teams share what then has no place. @returns false where the edits were refused */
async function share(
  route: RouteDetail,
  editor: RouteEditor,
  optimiser: Optimiser,
  operations: RouteOperation[],
): Promise<boolean> {
  const changed = operations.length === 0 ? route : await editor.editAndWait(...operations);
  if (changed === null) return false;
  optimiser.start({ kind: 'share' }, route);
  return true;
}

/** The part that a narrow screen shows; a wide one shows all of them. */
function useTabs(route: RouteDetail) {
  const [tab, setTab] = useState<Tab>(route.stops.length === 0 ? 'candidates' : 'orders');
  const narrow = useMediaQuery('(max-width: 75em)', false, { getInitialValueInEffect: false });
  const shows = (part: Tab) => !narrow || tab === part;
  return { tab, setTab, narrow, shows };
}

/** Adding of the best candidates within a ring drawn on the map. */
function areaWay(ring: LonLat[], { count, only }: CandidateChoice) {
  const area = { type: 'Polygon' as const, coordinates: [ring] };
  return { kind: 'area' as const, area, count, ...(only === null ? {} : { only }) };
}

/** The route in words, how much of it is not published, and who else has it open. */
function RouteHead({ route, others }: { route: RouteDetail; others: RoutePresence['others'] }) {
  const { routes } = useText();
  const format = useFormat();
  const unpublished = countChanges(route);
  // Not the words that somebody typed: the browser's history keeps titles.
  useScreenTitle(`${routes.title} ${format.date(route.onDate)}`);
  return (
    <Flex component="header" className={classes.head} gap="xs" align="center" wrap="wrap">
      <Link to="/routes" className={classes.link}>
        {routes.back}
      </Link>
      <h1>{route.title}</h1>
      <span>
        {format.date(route.onDate)}, {routes.kinds[route.kind]}, {routes.states[route.state]}
        {route.unannounced && `, ${routes.unannounced}`}
      </span>
      {route.withdrawnAt !== null && (
        <strong>
          {routes.withdrawnAt({
            at: format.dateTime(route.withdrawnAt),
            reason: route.withdrawnReason ?? '',
          })}
        </strong>
      )}
      {route.state === 'laid_aside' && <span className={classes.quiet}>{routes.laidAside}</span>}
      {unpublished > 0 && <DraftMark changes={unpublished} />}
      {others.length > 0 && (
        <Box component="output" fz="sm" c="dimmed" m={0}>
          {routes.others({ names: others.map(({ name }) => name).join(', ') })}
        </Box>
      )}
    </Flex>
  );
}

function TabChoice({ tab, onTab }: { tab: Tab; onTab: (tab: Tab) => void }) {
  const { routes } = useText();
  return (
    <SegmentedControl
      fullWidth
      value={tab}
      onChange={(value) => onTab(TABS.find((one) => one === value) ?? tab)}
      data={TABS.map((value) => ({
        value,
        label: routes.tabs[value],
      }))}
    />
  );
}

/** Dialog of what was opened, for those who may plan; it stays open where somebody else removes that meanwhile. */
function OpenDialog({
  opened,
  onShare,
  ...rest
}: {
  opened: Opened;
  route: RouteDetail;
  lastEdit: RoutePresence['lastEdit'];
  editor: RouteEditor;
  onShare: (...operations: RouteOperation[]) => Promise<boolean>;
  onClose: () => void;
}) {
  if (opened === null || !rest.route.mayPlan) return null;
  if ('stop' in opened) return <StopDialog {...rest} stop={opened.stop} />;
  return <TeamDayDialog {...rest} shift={opened.shift} onShare={onShare} />;
}

/** The shifts of the teams by the hour, and their totals beside them; nothing before a stop stands in an order. */
function ShiftPanel(props: ShiftsProps) {
  const { route, narrow } = props;
  const { routes } = useText();
  if (route.stops.every(({ shiftId }) => shiftId === null)) {
    return narrow ? <EmptyLine title={routes.stopsNone} next="stops" /> : null;
  }
  return (
    <section className={timeline.panel} aria-label={routes.tabs.shifts}>
      <ShiftTimeline {...props} />
      <TotalsTable route={route} />
    </section>
  );
}
