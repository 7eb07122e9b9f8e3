import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { meQuery } from '#client/api/me.ts';
import { useFirstText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';

import classes from './error-screen.module.css';
import { NotAllowed } from './not-allowed.ts';

/** Shown in place of a screen that failed: gives the reason and offers the way on. */
export function ErrorScreen({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  if (error instanceof NotAllowed) return <NotAllowedScreen />;
  return (
    <div className={classes.screen}>
      <ErrorNotice
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </div>
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
        <Button component={Link} to="/">
          {text.common.goHome}
        </Button>
      }
    >
      {role !== undefined && text.common.notAllowed({ role: text.register.role[role] })}
    </EmptyState>
  );
}
