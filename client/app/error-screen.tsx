import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';

import { mayPass } from '#client/api/come-back.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { meQuery } from '#client/api/me.ts';
import { useFirstText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PLAIN_BUTTON } from '#client/ui/plain.tsx';

import { DeviceLocked } from './device-locked.ts';
import { dressed } from './dressed.ts';
import classes from './error-screen.module.css';
import { NotAllowed } from './not-allowed.ts';

// Loaded where a browser was closed in the middle of a session.
const LockedScreen = lazy(dressed(() => import('#client/features/session/locked-screen.tsx')));

/** Shown in place of a screen that failed: gives the reason and offers the way on. */
export function ErrorScreen({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  useTryAgain(error, reset);
  if (error instanceof NotAllowed) return <NotAllowedScreen />;
  const again = () => {
    reset();
    void router.invalidate();
  };
  if (error instanceof DeviceLocked) {
    return (
      <Suspense fallback={null}>
        <LockedScreen onOpen={again} />
      </Suspense>
    );
  }
  return (
    <div className={classes.failed}>
      <ErrorNotice error={error} onRetry={again} />
    </div>
  );
}

const TRY_AGAIN_MILLISECONDS = 3_000;

/** Opens the screen again by itself, where no answer came or the server is starting. */
function useTryAgain(error: unknown, reset: () => void): void {
  const router = useRouter();
  useEffect(
    function tryAgain() {
      if (!mayPass(error)) return undefined;
      const timer = setTimeout(() => {
        reset();
        void router.invalidate();
      }, TRY_AGAIN_MILLISECONDS);
      return () => clearTimeout(timer);
    },
    [error, reset, router],
  );
}

function NotAllowedScreen() {
  const text = useFirstText();
  const role = useQuery(meQuery).data?.role;
  return (
    <EmptyState
      screen
      title={text.common.notAllowedTitle}
      action={
        <Link to="/" className={PLAIN_BUTTON}>
          {text.common.goHome}
        </Link>
      }
    >
      {role !== undefined && text.common.notAllowed({ role: text.register.role[role] })}
    </EmptyState>
  );
}
