import { Link } from '@tanstack/react-router';

import { useFirstText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PLAIN_BUTTON } from '#client/ui/plain.tsx';

export function NotFoundScreen() {
  const text = useFirstText();
  return (
    <EmptyState
      screen
      title={text.common.notFoundTitle}
      action={
        <Link to="/" className={PLAIN_BUTTON}>
          {text.common.goHome}
        </Link>
      }
    >
      {text.common.notFound}
    </EmptyState>
  );
}
