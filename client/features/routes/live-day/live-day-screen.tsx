import { Button } from '@mantine/core';
import { useQuery, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { DraftMark } from '#client/features/routes/draft-mark.tsx';
import { ROUTES_KEY } from '#client/features/routes/queries.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { FOLLOWS_ROUTES } from '#client/register/points-changed.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { type LiveRoute, LiveDay } from '#server/contract/live-day.ts';
import type { IsoDate } from '#server/contract/time.ts';

import classes from './live-day.module.css';
import { placesBefore } from './live-places.ts';
import { LiveTeamCard } from './live-team-card.tsx';

// The map is large and the cards are of use before it is there.
const LiveMap = lazy(() => import('./live-map.tsx'));
const address = getRouteApi('/routes/live');

/** The teams of a day side by side: done, next, late by how much, what is left, and where the last result was. */
export default function LiveDayScreen() {
  const { routes } = useText();
  const { on = today() } = address.useSearch();
  const navigate = useNavigate();
  const day = useQuery(liveDayQuery(on));
  const found = day.data;
  return (
    <Page
      title={routes.live.title}
      lead={routes.live.lead}
      actions={
        <DateField
          label={routes.form.date}
          value={on}
          onChange={(chosen) =>
            void navigate({ to: '/routes/live', search: { on: chosen ?? undefined } })
          }
        />
      }
    >
      {day.isPending && <LoadingRows rows={6} height={44} />}
      <ErrorNotice error={day.error} onRetry={() => void day.refetch()} />
      {found !== undefined && found.routes.length === 0 && (
        <EmptyState
          title={routes.live.none}
          action={
            <Button variant="default" component={Link} to="/routes">
              {routes.back}
            </Button>
          }
        >
          {routes.live.noneMore}
        </EmptyState>
      )}
      {found !== undefined && found.routes.length > 0 && <Board day={found} />}
    </Page>
  );
}

function Board({ day }: { day: LiveDay }) {
  const { routes } = useText();
  const format = useFormat();
  const firstPlaces = placesBefore(day.routes);
  return (
    <>
      <p className={classes.readAt}>{routes.live.readAt({ at: format.clock(day.readAt) })}</p>
      <div className={classes.columns}>
        <div className={classes.list}>
          {day.routes.map((route, at) => (
            <RouteOfDay
              key={route.routeId}
              route={route}
              lateAfterMinutes={day.lateAfterMinutes}
              firstPlace={firstPlaces[at] ?? 0}
            />
          ))}
        </div>
        <div className={classes.map}>
          <Suspense fallback={<LoadingRows rows={6} height={40} />}>
            <LiveMap key={day.on} routes={day.routes} />
          </Suspense>
        </div>
      </div>
    </>
  );
}

function RouteOfDay({
  route,
  lateAfterMinutes,
  firstPlace,
}: {
  route: LiveRoute;
  lateAfterMinutes: number;
  firstPlace: number;
}) {
  const { routes } = useText();
  const params = { routeId: String(route.routeId) };
  return (
    <Section
      title={route.title}
      lead={
        <>
          {routes.states[route.state]}
          {route.unannounced && `, ${routes.unannounced}`} {route.draftDiffers && <DraftMark />}
        </>
      }
      aside={
        route.state === 'published' && (
          <Button
            variant="default"
            component={Link}
            to="/routes/$routeId"
            params={params as never}
            aria-label={routes.live.adjustOf({ title: route.title })}
          >
            {routes.live.adjust}
          </Button>
        )
      }
    >
      <div className={classes.teams}>
        {route.teams.map((team, at) => (
          <LiveTeamCard
            key={team.shiftId}
            routeId={route.routeId}
            team={team}
            place={firstPlace + at}
            lateAfterMinutes={lateAfterMinutes}
          />
        ))}
      </div>
    </Section>
  );
}

const ONE_MINUTE = 60_000;

/** The teams of a day; asked for at every piece of news, and each minute because delays grow by themselves. */
function liveDayQuery(on: IsoDate) {
  return queryOptions({
    queryKey: [...ROUTES_KEY, 'live', on],
    queryFn: async ({ signal }) =>
      LiveDay.parse(await call(api.routes.live.$get({ query: { on } }, { init: { signal } }))),
    refetchInterval: ONE_MINUTE,
    placeholderData: keepPreviousData,
    meta: FOLLOWS_ROUTES,
  });
}
