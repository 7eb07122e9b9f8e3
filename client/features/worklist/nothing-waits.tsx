import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useMe } from '#client/api/me.ts';
import { useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { REACH } from '#server/contract/permission.ts';

/** Says that nothing waits, what would show here, and what to do next. */
export function NothingWaits({ narrowed }: { narrowed: boolean }) {
  const { worklist: own } = useText();
  const ofCommune = REACH[useMe().role] === 'communes';
  if (narrowed) {
    return (
      <EmptyState
        title={own.emptyKind}
        action={
          <Button
            variant="default"
            renderRoot={(props) => <Link {...props} to="/worklist" search={{}} />}
          >
            {own.showAll}
          </Button>
        }
      />
    );
  }
  const search = ofCommune ? {} : { status: 'eliminated' };
  return (
    <EmptyState
      title={own.emptyTitle}
      action={
        <Button
          variant="default"
          renderRoot={(props) => <Link {...props} to="/" search={{ ...search, panel: 'list' }} />}
        >
          {own.emptyAction}
        </Button>
      }
    >
      {ofCommune ? own.emptyCommune : own.emptyCity}
    </EmptyState>
  );
}
