import '#client/ui/styles.ts';

import 'dayjs/locale/vi';
import 'dayjs/locale/en-gb';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';

import { hostConfirmation } from '#client/api/confirm-again.ts';
import { useMe } from '#client/api/me.ts';
import { useLanguage } from '#client/i18n/use-text.ts';
import { ConfirmBanner } from '#client/offline/confirm-banner.tsx';
import { OfflineBanner } from '#client/offline/offline-banner.tsx';
import { OutboxProvider } from '#client/offline/outbox/outbox-provider.tsx';
import { useOffline, type KeepForTheDay } from '#client/offline/use-offline.ts';
import { useKeyboardRoom } from '#client/ui/keyboard-room.ts';
import { can } from '#server/contract/permission.ts';

import { useLoadAhead } from './load-ahead.ts';
import { OUTBOX_KINDS } from './outbox-kinds.ts';
import { forgetAndSignIn } from './return-to-sign-in.ts';
import { Shell } from './shell.tsx';
import { StartingBanner } from './starting-banner.tsx';
import classes from './signed-in.module.css';

const ConfirmDialog = lazy(() => import('#client/forms/confirm-dialog.tsx'));

/** Shows the question that acts that decide ask, over whatever screen it comes from. */
function ConfirmHost() {
  const [settle, setSettle] = useState<((isConfirmed: boolean) => void) | null>(null);
  useEffect(function takeQuestions() {
    return hostConfirmation(() => new Promise((resolve) => setSettle(() => resolve)));
  }, []);
  if (settle === null) return null;
  const finish = (isConfirmed: boolean) => {
    setSettle(null);
    settle(isConfirmed);
  };
  return (
    <Suspense fallback={null}>
      <ConfirmDialog onDone={() => finish(true)} onClose={() => finish(false)} />
    </Suspense>
  );
}

const RecurrenceCounter = lazy(() => import('#client/app/map/recurrence-counter.tsx'));

const LinkBanner = lazy(() => import('./link-banner.tsx'));

const HolidayBanner = lazy(() => import('./holiday-banner.tsx'));

const LogHeadBanner = lazy(() => import('#client/features/audit/log-head-banner.tsx'));

const WebhookBanner = lazy(() => import('./webhook-banner.tsx'));

const WorklistBadge = lazy(() => import('#client/features/worklist/worklist-badge.tsx'));

const NoticeBell = lazy(() => import('#client/features/notices/notice-bell.tsx'));

const keepForTheDay: KeepForTheDay = async (client, me) => {
  const keeping = await import('./keep-for-the-day.ts');
  await keeping.keepForTheDay(client, me);
};

/** Frame of the screens behind the sign-in: what is loaded once somebody is known. */
export default function SignedIn() {
  const { language } = useLanguage();
  const me = useMe();
  const loadedAhead = useLoadAhead(me.role);
  useOffline(me, keepForTheDay, loadedAhead);
  useKeyboardRoom();
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
  const bell = open ? (
    <Suspense fallback={null}>
      <NoticeBell />
    </Suspense>
  ) : null;
  const dates = { locale: language === 'vi' ? 'vi' : 'en-gb', firstDayOfWeek: 1 } as const;
  return (
    <DatesProvider settings={dates}>
      <Notifications position="bottom-center" className={classes.notices ?? ''} />
      <OutboxProvider owner={me} kinds={OUTBOX_KINDS} onRevoked={forgetAndSignIn}>
        <Shell
          me={me}
          counter={counter}
          waiting={waiting}
          bell={bell}
          offline={<Banners me={me} />}
        >
          <Outlet />
        </Shell>
        <ConfirmHost />
      </OutboxProvider>
    </DatesProvider>
  );
}

/** Notices above each screen, for everybody or for a role. */
function Banners({ me }: { me: ReturnType<typeof useMe> }) {
  return (
    <>
      <OfflineBanner />
      <ConfirmBanner />
      <StartingBanner />
      {me.restriction === null && (
        <Suspense fallback={null}>
          <LogHeadBanner />
        </Suspense>
      )}
      {me.link !== null && (
        <Suspense fallback={null}>
          <LinkBanner link={me.link} />
        </Suspense>
      )}
      {me.restriction === null && can(me.role, 'accounts:manage') && (
        <Suspense fallback={null}>
          <WebhookBanner />
        </Suspense>
      )}
      {can(me.role, 'settings:manage') && (
        <Suspense fallback={null}>
          <HolidayBanner />
        </Suspense>
      )}
    </>
  );
}
