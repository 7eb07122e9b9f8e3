import 'dayjs/locale/vi';
import 'dayjs/locale/en-gb';
import { DatesProvider } from '@mantine/dates';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type AnyRouter, Outlet, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';

import { hostConfirmation } from '#client/api/confirm-again.ts';
import { isLineHeld, onLineHeld } from '#client/api/line-in-use.ts';
import { useMe } from '#client/api/me.ts';
import { savesData } from '#client/api/poor-line.ts';
import { useLanguage } from '#client/i18n/use-text.ts';
import { ConfirmBanner } from '#client/offline/confirm-banner.tsx';
import { OfflineBanner } from '#client/offline/offline-banner.tsx';
import { OutboxProvider } from '#client/offline/outbox/outbox-provider.tsx';
import { useOffline, type KeepForTheDay } from '#client/offline/use-offline.ts';
import { giveWay } from '#client/offline/worker/start-worker.ts';
import { useKeyboardRoom } from '#client/ui/keyboard-room.ts';
import { loadFonts } from '#client/ui/fonts.ts';
import { useLedFocus } from '#client/ui/use-led-focus.ts';
import { can, type Role } from '#server/contract/permission.ts';

import { loadMap, loadMapScreen, loadRecord, loadSignedIn } from './load-signed-in.ts';
import { destinationsOf } from './navigation.ts';
import { forgetAndSignIn } from './return-to-sign-in.ts';
import { BANNERS, OUTBOX_KINDS } from './screens.ts';
import { Shell } from './shell.tsx';
import { StartingBanner } from './starting-banner.tsx';

/** Times for which the line has to be free before the first step and before each later one, milliseconds. */
const FIRST_REST = 500;

const REST = 100;

const LONGEST_UNREST = 10_000;

/** Number of screens to which a phone shows the way at once. */
const NEXT_SCREENS = 5;

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

const OF_FEATURES = BANNERS.map(({ right, load }) => ({ right, Banner: lazy(load) }));

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
  const [rested, setRested] = useState(false);
  const loadedAhead = useLoadAhead(me.role, setRested);
  useOffline(me, keepForTheDay, loadedAhead);
  useKeyboardRoom();
  useLedFocus();
  const open = rested && me.restriction === null && can(me.role, 'points:read');
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
      <OutboxProvider owner={me} kinds={OUTBOX_KINDS} onRevoked={forgetAndSignIn}>
        <Shell
          me={me}
          counter={counter}
          waiting={waiting}
          bell={bell}
          offline={<Banners me={me} rested={rested} />}
        >
          <Outlet />
        </Shell>
        <ConfirmHost />
      </OutboxProvider>
    </DatesProvider>
  );
}

/** Notices above each screen, for everybody or for a role. */
function Banners({ me, rested }: { me: ReturnType<typeof useMe>; rested: boolean }) {
  return (
    <>
      <OfflineBanner />
      <ConfirmBanner />
      <StartingBanner />
      {OF_FEATURES.map(
        ({ right, Banner }) =>
          rested &&
          me.restriction === null &&
          (right === 'anyone' || can(me.role, right)) && (
            <Suspense key={right} fallback={null}>
              <Banner />
            </Suspense>
          ),
      )}
      {rested && me.link !== null && (
        <Suspense fallback={null}>
          <LinkBanner link={me.link} />
        </Suspense>
      )}
      {rested && can(me.role, 'settings:manage') && (
        <Suspense fallback={null}>
          <HolidayBanner />
        </Suspense>
      )}
    </>
  );
}

/**
 * Loads what the first screen did without, once that has come to rest: all words, the forms that the work list opens,
 * the screens beside it one after the other, the map, which is the largest, and the record that opens beside it. What
 * the person asks for goes first. A failure is told by the screen that needs them. Gives a promise that is kept at its
 * end, also where something failed.
 */
function useLoadAhead(role: Role, setRested: (rested: true) => void): Promise<void> {
  const router = useRouter();
  const client = useQueryClient();
  const [ending] = useState(promiseToKeep);
  useEffect(
    function loadTheRest() {
      const { signal, abort } = abortable();
      // What stands around the screen comes first; on a line that never rests it waits no longer than this.
      const rests = () => setRested(true);
      const patience = setTimeout(rests, LONGEST_UNREST);
      void doWhenFree(
        [async () => rests(), ...stepsFor(role, router)],
        lineOf(client, router),
        signal,
      )
        .catch(() => undefined)
        .then(() => (signal.aborted ? undefined : ending.resolve()));
      const unsubscribe = router.subscribe('onBeforeLoad', giveWay);
      return () => {
        clearTimeout(patience);
        unsubscribe();
        abort();
      };
    },
    [role, router, client, ending, setRested],
  );
  return ending.promise;
}

function promiseToKeep(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

function stepsFor(role: Role, router: ReturnType<typeof useRouter>): (() => Promise<unknown>)[] {
  const first = [loadSignedIn, () => import('./worklist/work-dialogs.tsx')];
  if (savesData()) return first;
  const ways = destinationsOf(role)
    .slice(0, NEXT_SCREENS)
    .filter(({ to }) => to !== '/');
  const screens = ways.map(({ to }) => async () => {
    await router.loadRouteChunk(router.routesByPath[to]);
  });
  return [...first, ...screens, loadMapScreen, loadMap, loadRecord, loadFonts];
}

/** The line as the router and the store of answers use it. */
function lineOf(client: QueryClient, router: AnyRouter): Line {
  return {
    need() {
      if (isLineHeld() || router.state.isLoading || client.isMutating() > 0) return 'code';
      return client.isFetching() > 0 ? 'answers' : 'nothing';
    },
    onChange(listener) {
      const ends = [
        router.subscribe('onBeforeNavigate', listener),
        router.subscribe('onBeforeLoad', listener),
        router.subscribe('onResolved', listener),
        client.getQueryCache().subscribe(listener),
        client.getMutationCache().subscribe(listener),
        onLineHeld(listener),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

/** Uses of the line by the person: for the code of a screen or a write, for answers to questions only, or for nothing. */
export type Need = 'code' | 'answers' | 'nothing';

/** The line to the server as the person uses it. */
export type Line = {
  need(): Need;
  /** Calls the listener at each change; gives the function that ends it. */
  onChange(listener: () => void): () => void;
};

type Rule = {
  /** Time for which the line has to be free, in milliseconds. */
  rest: number;
  /** Answers are small: they hardly feel a file that comes beside them. */
  besideAnswers: boolean;
  signal: AbortSignal;
};

/** Settles once the line has been free for a while; a need that begins meanwhile starts the wait anew. */
function whenFree(line: Line, { rest, besideAnswers, signal }: Rule): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      clearTimeout(timer);
      timer = undefined;
    };
    const look = () => {
      const need = line.need();
      const free = need === 'nothing' || (need === 'answers' && besideAnswers);
      if (!free) end();
      else timer ??= setTimeout(settle, rest);
    };
    const unsubscribe = line.onChange(look);
    const stop = () => {
      end();
      unsubscribe();
      reject(signal.reason);
    };
    const settle = () => {
      signal.removeEventListener('abort', stop);
      unsubscribe();
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    else look();
  });
}

/**
 * Does one step after the other, each when the person does not need the line: what they ask for goes first. The first
 * waits until the screen has its answers too. A step that fails ends the row.
 */
export async function doWhenFree(
  steps: readonly (() => Promise<unknown>)[],
  line: Line,
  signal: AbortSignal,
): Promise<void> {
  for (const [at, step] of steps.entries()) {
    const besideAnswers = at > 0;
    await whenFree(line, { rest: besideAnswers ? REST : FIRST_REST, besideAnswers, signal });
    await step();
  }
}
