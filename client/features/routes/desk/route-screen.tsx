import { Box, Flex, SegmentedControl, Stack } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState, useEffect } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { DraftMark } from '#client/features/routes/draft-mark.tsx';
import { countChanges } from '#client/features/routes/orders.ts';
import {
  candidatesQuery,
  routeQuery,
  type CandidateChoice,
  ROUTES_KEY,
  tellPresence,
} from '#client/features/routes/queries.ts';
import classes from '#client/features/routes/routes.module.css';
import { TotalsTable } from '#client/features/routes/totals-table.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { useScreenTitle } from '#client/ui/screen-title.tsx';
import type { LonLat } from '#server/contract/geo.ts';
import type { RouteDetail, RoutePresence } from '#server/contract/route.ts';

import { CandidatePanel } from './candidate-panel.tsx';
import { DropVerdict } from './drop-verdict.tsx';
import { OrderPanel } from './order-panel.tsx';
import { RouteBar } from './route-bar.tsx';
import { ShiftTimeline, type ShiftsProps } from './shift-timeline.tsx';
import { StopDialog } from './stop-dialog.tsx';
import timeline from './timeline.module.css';
import { useOptimiser } from './use-optimiser.ts';
import { useRouteEditor, type RouteEditor } from './use-route-editor.ts';
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
  const [stopId, setStopId] = useState<number | null>(null);
  const [choice, setChoice] = useState<CandidateChoice>(ALL_CANDIDATES);
  const { tab, setTab, narrow, shows } = useTabs(route);
  const candidates = useQuery(candidatesQuery(route.id, choice));
  const others = usePresence(route, stopId);
  const addArea = (ring: LonLat[]) => {
    editor.edit({ kind: 'add', way: areaWay(ring, choice) });
    setTab('orders');
  };
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
          <Suspense fallback={<LoadingRows rows={6} height={40} />}>
            <RouteMap
              route={route}
              candidates={candidates.data?.items ?? []}
              fitted={optimiser.taken}
              onStop={setStopId}
              onMove={(id, place) => editor.edit({ kind: 'move', stopId: id, ...place })}
              onArea={addArea}
            />
          </Suspense>
        )}
        {shows('orders') && (
          <OrderPanel route={route} editor={editor} drag={drag} onStop={setStopId} />
        )}
      </div>
      {shows('shifts') && (
        <ShiftPanel route={route} narrow={narrow} editor={editor} drag={drag} onStop={setStopId} />
      )}
      <DropVerdict route={route} drag={drag} />
      <OpenStop route={route} stopId={stopId} editor={editor} onClose={() => setStopId(null)} />
    </Stack>
  );
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
function RouteHead({
  route,
  others,
}: {
  route: RouteDetail;
  others: ReturnType<typeof usePresence>;
}) {
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

/** Dialog of the stop that was opened, for those who may plan. */
function OpenStop({
  route,
  stopId,
  editor,
  onClose,
}: {
  route: RouteDetail;
  stopId: number | null;
  editor: RouteEditor;
  onClose: () => void;
}) {
  const stop = route.stops.find(({ id }) => id === stopId);
  if (stop === undefined || !route.mayPlan) return null;
  return <StopDialog key={stop.id} route={route} stop={stop} editor={editor} onClose={onClose} />;
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

const EVERY_MILLISECONDS = 5_000;

/** Tells that the route is open here, shows who else has it open, and brings in what they change. */
function usePresence(route: RouteDetail, stopId: number | null): RoutePresence['others'] {
  const { routes } = useText();
  const client = useQueryClient();
  const told = useQuery({
    queryKey: [...ROUTES_KEY, 'presence', route.id, stopId],
    queryFn: () => tellPresence(route.id, stopId),
    refetchInterval: EVERY_MILLISECONDS,
  });
  const version = told.data?.version ?? 0;
  const behind = version > route.version;
  useEffect(
    function bringIn() {
      if (!behind) return;
      notifications.show({ id: `route-${route.id}-changed`, message: routes.changedElsewhere });
      void client.invalidateQueries({ queryKey: routeQuery(route.id).queryKey });
    },
    [behind, client, route.id, routes.changedElsewhere],
  );
  return told.data?.others ?? [];
}
