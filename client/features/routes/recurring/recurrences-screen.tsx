import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page } from '#client/ui/page.tsx';
import type { Recurrence } from '#server/contract/route-recurrence.ts';

import { EndRecurrence } from './end-recurrence.tsx';
import { RecurrenceCard } from './recurrence-card.tsx';
import { RecurrenceDialog } from './recurrence-dialog.tsx';
import { recurrencesQuery } from './recurrence-queries.ts';
import classes from './recurrences.module.css';

/** Routes that come again on some weekdays: when, by whom, and what became of the latest days. */
export default function RecurrencesScreen() {
  const { routes } = useText();
  const own = routes.recurring;
  const list = useQuery(recurrencesQuery);
  const [edited, setEdited] = useState<Recurrence | 'new' | null>(null);
  const [ending, setEnding] = useState<Recurrence | null>(null);
  const items = list.data?.items ?? [];
  return (
    <Page
      title={own.title}
      lead={own.lead}
      actions={
        <>
          <Button variant="default" component={Link} to="/routes">
            {routes.back}
          </Button>
          <Button
            leftSection={<IconPlus size={18} aria-hidden="true" />}
            onClick={() => setEdited('new')}
          >
            {own.add}
          </Button>
        </>
      }
    >
      {list.isPending && <LoadingRows rows={4} height={96} />}
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isSuccess && items.length === 0 && (
        <EmptyState title={own.none}>{own.noneMore}</EmptyState>
      )}
      <ul className={classes.list}>
        {items.map((recurrence) => (
          <RecurrenceCard
            key={recurrence.id}
            recurrence={recurrence}
            onEdit={setEdited}
            onEnd={setEnding}
          />
        ))}
      </ul>
      {edited !== null && list.data !== undefined && (
        <RecurrenceDialog
          recurrence={edited === 'new' ? null : edited}
          setting={list.data.randomShare}
          onClose={() => setEdited(null)}
        />
      )}
      {ending !== null && <EndRecurrence recurrence={ending} onClose={() => setEnding(null)} />}
    </Page>
  );
}
