import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useFirstText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';

export function NotFoundScreen() {
  const text = useFirstText();
  return (
    <EmptyState
      screen
      title={text.common.notFoundTitle}
      action={
        <Button component={Link} to="/">
          {text.common.goHome}
        </Button>
      }
    >
      {text.common.notFound}
    </EmptyState>
  );
}
