import { Button } from '@mantine/core';
import { IconCurrentLocation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page } from '#client/ui/page.tsx';

import classes from './field.module.css';
import { fieldQuery } from './field-queries.ts';
import { LaterRoute } from './later-route.tsx';
import { OwnRoute } from './own-route.tsx';
import { useScannedStop } from './use-scanned-stop.ts';
import { useWhereabouts } from './use-whereabouts.ts';

/** The team's own routes in the street: those of today first, and apart from them those of later days. */
export default function FieldScreen() {
  const { field } = useText().routes;
  const list = useQuery(fieldQuery);
  const items = list.data?.items ?? [];
  const day = today();
  const current = items.filter(({ onDate }) => onDate <= day);
  const later = items.filter(({ onDate }) => onDate > day);
  const { here, mayAsk, ask } = useWhereabouts();
  useScannedStop(list.isSuccess);
  return (
    <Page title={field.title} width="narrow">
      {list.isPending && <LoadingRows rows={6} height={44} />}
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isSuccess && current.length === 0 && (
        <EmptyState
          title={field.none}
          action={
            <Link className={classes.way} to="/">
              {field.openMap}
            </Link>
          }
        >
          {field.noneMore}
        </EmptyState>
      )}
      {current.length > 0 && mayAsk && (
        <div className={classes.asks}>
          <p>{field.askPosition}</p>
          <Button
            variant="default"
            size="md"
            leftSection={<IconCurrentLocation size={20} stroke={1.6} aria-hidden="true" />}
            onClick={ask}
          >
            {field.showDistances}
          </Button>
        </div>
      )}
      {current.map((route) => (
        <OwnRoute key={`${route.routeId}-${route.shift.id}`} route={route} here={here} />
      ))}
      {later.length > 0 && <h2 className={classes.laterHead}>{field.later}</h2>}
      {later.map((route) => (
        <LaterRoute key={`${route.routeId}-${route.shift.id}`} route={route} />
      ))}
    </Page>
  );
}
