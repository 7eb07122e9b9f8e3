import { Box, Button, Flex, Group } from '@mantine/core';
import { IconCurrentLocation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { PublishedChanges } from '#client/features/routes/route-changes.tsx';
import card from '#client/features/routes/stop.module.css';
import { today } from '#client/i18n/today.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type { FieldRoute, FieldRouteList } from '#server/contract/route-result.ts';

import { fieldQuery } from './field-queries.ts';
import classes from './field.module.css';
import { OwnRoute } from './own-route.tsx';
import { useRouteLead } from './route-lead.ts';
import { StopWords } from './stop-words.tsx';
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
      {list.data?.withdrawn.map((route) => (
        <WithdrawnRoute key={route.routeId} route={route} />
      ))}
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
      {current.map((route) => (
        <OwnRoute key={`${route.routeId}-${route.shift.id}`} route={route} here={here} />
      ))}
      {current.length > 0 && mayAsk && (
        <Group className={classes.asks} gap="xs" justify="space-between">
          <p>{field.askPosition}</p>
          <Button
            variant="default"
            size="md"
            leftSection={<IconCurrentLocation size={20} stroke={1.6} aria-hidden="true" />}
            onClick={ask}
          >
            {field.showDistances}
          </Button>
        </Group>
      )}
      {later.length > 0 && (
        <Box component="h2" fz={18} mt="lg" mb="xs">
          {field.later}
        </Box>
      )}
      {later.map((route) => (
        <LaterRoute key={`${route.routeId}-${route.shift.id}`} route={route} />
      ))}
    </Page>
  );
}

/** Says that a route was taken back, and why. */
function WithdrawnRoute({ route }: { route: FieldRouteList['withdrawn'][number] }) {
  const { field } = useText().routes;
  const format = useFormat();
  const { title, reason } = route;
  const date = format.date(route.onDate);
  return (
    <Notice title={field.withdrawn({ title, date, at: format.clock(route.withdrawnAt) })}>
      <p>{field.withdrawnMore({ reason })}</p>
    </Notice>
  );
}

const address = getRouteApi('/my-routes');

/** Leads to the stop that the address names, as a code on the printed sheet does, once the routes are there. */
function useScannedStop(ready: boolean): void {
  const { stop } = address.useSearch();
  useEffect(
    function goToStop() {
      if (!ready || stop === undefined) return;
      const row = document.querySelector<HTMLElement>(
        `[data-stop="${stop}"], [data-next="${stop}"]`,
      );
      // The stops of a later day are folded away.
      row?.closest('details')?.setAttribute('open', '');
      row?.scrollIntoView({ block: 'center' });
      row?.setAttribute('tabindex', '-1');
      row?.setAttribute('data-scanned', 'true');
      row?.focus({ preventScroll: true });
    },
    [ready, stop],
  );
}

/** A route of a later day: to read, with no buttons that belong to its day. */
function LaterRoute({ route }: { route: FieldRoute }) {
  const { routes } = useText();
  const format = useFormat();
  const leadOf = useRouteLead();
  const { stops } = route;
  const date = format.date(route.onDate);
  return (
    <Section title={route.title} lead={leadOf(route)}>
      <PublishedChanges route={route} />
      <p className={classes.quiet}>{routes.field.notBefore({ date })}</p>
      <details className={classes.later}>
        <summary>{routes.field.laterStops({ count: format.number(stops.length, 0) })}</summary>
        <Flex component="ol" direction="column" gap={6}>
          {stops.map((stop) => (
            <li key={stop.id} className={card.stop} data-stop={stop.id}>
              <StopWords stop={stop} />
            </li>
          ))}
        </Flex>
      </details>
    </Section>
  );
}
