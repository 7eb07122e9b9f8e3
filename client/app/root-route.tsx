import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet, useMatches } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

import { useMe } from '#client/api/me.ts';
import { OfflineBanner } from '#client/offline/offline-banner.tsx';
import { OutboxProvider } from '#client/offline/outbox/outbox-provider.tsx';
import { useOffline, type KeepForTheDay } from '#client/offline/use-offline.ts';
import { can } from '#server/contract/permission.ts';

import { DemoBanner } from './demo-banner.tsx';
import { OUTBOX_KINDS } from './outbox-kinds.ts';
import { forgetAndSignIn } from './return-to-sign-in.ts';
import { Shell } from './shell.tsx';

const RecurrenceCounter = lazy(() => import('#client/app/map/recurrence-counter.tsx'));

const LinkBanner = lazy(() => import('./link-banner.tsx'));

const HolidayBanner = lazy(() => import('./holiday-banner.tsx'));

const WorklistBadge = lazy(() => import('#client/features/worklist/worklist-badge.tsx'));

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
});

function Root() {
  const bare = useMatches().some((match) => match.staticData.bare === true);
  if (!bare) return <SignedIn />;
  return (
    <>
      <header>
        <DemoBanner />
      </header>
      <Outlet />
    </>
  );
}

const keepForTheDay: KeepForTheDay = async (client, me) => {
  const keeping = await import('./keep-for-the-day.ts');
  await keeping.keepForTheDay(client, me);
};

function SignedIn() {
  const me = useMe();
  useOffline(me, keepForTheDay);
  const open = me.restriction === null && can(me.role, 'points:read');
  const counter = open ? (
    <Suspense fallback={null}>
      <RecurrenceCounter />
    </Suspense>
  ) : null;
  const waiting =
    open && can(me.role, 'worklist:read') ? (
      <Suspense fallback={null}>
        <WorklistBadge />
      </Suspense>
    ) : null;
  const banners = (
    <>
      <OfflineBanner />
      {me.link !== null && (
        <Suspense fallback={null}>
          <LinkBanner link={me.link} />
        </Suspense>
      )}
      {can(me.role, 'settings:manage') && (
        <Suspense fallback={null}>
          <HolidayBanner />
        </Suspense>
      )}
    </>
  );
  return (
    <OutboxProvider accountId={me.account.id} kinds={OUTBOX_KINDS} onRevoked={forgetAndSignIn}>
      <Shell me={me} counter={counter} waiting={waiting} offline={banners}>
        <Outlet />
      </Shell>
    </OutboxProvider>
  );
}
