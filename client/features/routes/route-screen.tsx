import { SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import type { LonLat } from '#server/contract/geo.ts';
import type { RouteDetail } from '#server/contract/route.ts';

import { CandidatePanel } from './candidate-panel.tsx';
import { DraftMark } from './draft-mark.tsx';
import { OrderPanel } from './order-panel.tsx';
import { countChanges } from './orders.ts';
import { candidatesQuery, routeQuery, type CandidateChoice } from './queries.ts';
import { DropVerdict } from './drop-verdict.tsx';
import { RouteBar } from './route-bar.tsx';
import classes from './routes.module.css';
import { ShiftPanel } from './shift-panel.tsx';
import { StopDialog } from './stop-dialog.tsx';
import { useOptimiser } from './use-optimiser.ts';
import { usePresence } from './use-presence.ts';
import { useRouteEditor } from './use-route-editor.ts';
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
    <div className={classes.waiting}>
      {found.isPending && <LoadingRows rows={8} height={28} />}
      <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
    </div>
  );
}

const ALL_CANDIDATES: CandidateChoice = { count: 40, communes: [], only: null };
const TABS = ['orders', 'candidates', 'map', 'shifts'] as const;
type Tab = (typeof TABS)[number];

function Workspace({ route }: { route: RouteDetail }) {
  const { routes } = useText();
  const format = useFormat();
  const editor = useRouteEditor(route);
  const drag = useStopDrag(route, editor);
  const optimiser = useOptimiser(route, editor);
  const [stopId, setStopId] = useState<number | null>(null);
  const [choice, setChoice] = useState<CandidateChoice>(ALL_CANDIDATES);
  const [tab, setTab] = useState<Tab>(route.stops.length === 0 ? 'candidates' : 'orders');
  const narrow = useMediaQuery('(max-width: 75em)', false, { getInitialValueInEffect: false });
  const candidates = useQuery(candidatesQuery(choice));
  const others = usePresence(route, stopId);
  const chosen = route.stops.find(({ id }) => id === stopId) ?? null;
  const unpublished = countChanges(route);
  const addArea = (ring: LonLat[]) => {
    const area = { type: 'Polygon' as const, coordinates: [ring] };
    const { count, only } = choice;
    const way = { kind: 'area' as const, area, count, ...(only === null ? {} : { only }) };
    editor.edit({ kind: 'add', way });
    setTab('orders');
  };
  const shows = (part: Tab) => !narrow || tab === part;
  return (
    <div className={classes.workspace} data-narrow={narrow}>
      <header className={classes.head}>
        <Link to="/routes" className={classes.link}>
          {routes.back}
        </Link>
        <h1>{route.title}</h1>
        <span>
          {format.date(route.onDate)}, {routes.kinds[route.kind]}, {routes.states[route.state]}
          {route.unannounced && `, ${routes.unannounced}`}
        </span>
        {unpublished > 0 && <DraftMark changes={unpublished} />}
        {others.length > 0 && (
          <output className={classes.others}>
            {routes.others({ names: others.map(({ name }) => name).join(', ') })}
          </output>
        )}
      </header>
      <RouteBar route={route} editor={editor} optimiser={optimiser} />
      <ErrorNotice error={optimiser.error} />
      {narrow && (
        <SegmentedControl
          fullWidth
          value={tab}
          onChange={(value) => setTab(TABS.find((one) => one === value) ?? tab)}
          data={TABS.map((value) => ({
            value,
            label: routes.tabs[value],
          }))}
        />
      )}
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
      {chosen !== null && route.mayPlan && (
        <StopDialog
          key={chosen.id}
          route={route}
          stop={chosen}
          editor={editor}
          onClose={() => setStopId(null)}
        />
      )}
    </div>
  );
}
