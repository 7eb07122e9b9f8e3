import { Box, Button, Flex } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCopy } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { DraftMark } from '#client/features/routes/draft-mark.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { hinted } from '#client/ui/hinted.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { MorePages } from '#client/ui/more-pages.tsx';
import type { RouteSummary } from '#server/contract/route.ts';

import { CopyDialog } from './copy-dialog.tsx';
import { routeListQuery } from './list-queries.ts';
import type { RoutesSearch } from './list-search.ts';
import shared from '#client/ui/shared.module.css';
import classes from './list.module.css';

/** The routes that match, latest day first: a table at the desk, one card each on a phone. */
export function RouteList({ search }: { search: RoutesSearch }) {
  const text = useText();
  const { routes } = text;
  const format = useFormat();
  const list = useInfiniteQuery(routeListQuery(search));
  const [copied, setCopied] = useState<RouteSummary | null>(null);
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const { q, state, commune, from, to } = search;
  const filtered = [q, state, commune, from, to].some((part) => part !== undefined);
  const Rows = phone === true ? RouteCards : RouteTable;
  return (
    <>
      {list.isPending && <LoadingRows rows={6} height={28} />}
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {total !== undefined && filtered && (
        <output className={shared.aside}>
          {routes.list.found({ count: format.number(total, 0) })}
        </output>
      )}
      {total === 0 && (
        <EmptyState title={filtered ? routes.list.nothing : routes.none}>
          {filtered ? routes.list.nothingMore : routes.noneMore}
        </EmptyState>
      )}
      {items.length > 0 && <Rows items={items} onCopy={setCopied} />}
      <MorePages list={list}>{text.common.more}</MorePages>
      {copied !== null && <CopyDialog route={copied} onClose={() => setCopied(null)} />}
    </>
  );
}

type Shown = { items: readonly RouteSummary[]; onCopy: (route: RouteSummary) => void };

function RouteTable({ items, onCopy }: Shown) {
  const { routes } = useText();
  const format = useFormat();
  const { column } = routes;
  return (
    <DataTable
      label={routes.title}
      head={[column.title, column.date, column.state, column.teams, column.stops, '']}
    >
      {items.map((route) => (
        <tr key={route.id}>
          <Box component="td" className={shared.wrap} miw={200}>
            <RouteLink route={route} />
            <Origin route={route} />
          </Box>
          <td>{format.date(route.onDate)}</td>
          <td>
            <RouteStateMark route={route} />
          </td>
          <td>{route.teams.join(', ')}</td>
          <td>
            <Progress route={route} />
          </td>
          <td>
            <CopyButton route={route} onCopy={onCopy} />
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

function RouteCards({ items, onCopy }: Shown) {
  const { routes } = useText();
  const format = useFormat();
  return (
    <Flex component="ul" direction="column" gap="xs">
      {items.map((route) => (
        <li key={route.id} className={classes.card}>
          <RouteLink route={route} />
          <span>
            {format.date(route.onDate)} · {routes.column.stops} <Progress route={route} />
          </span>
          <RouteStateMark route={route} />
          <span>{route.teams.join(', ')}</span>
          <Origin route={route} />
          <CopyButton route={route} onCopy={onCopy} />
        </li>
      ))}
    </Flex>
  );
}

function RouteLink({ route }: { route: RouteSummary }) {
  return (
    <Link
      className={classes.link}
      to="/routes/$routeId"
      params={{ routeId: String(route.id) }}
      {...hinted('route')}
    >
      {route.title}
    </Link>
  );
}

/** The place from which the route came, where it was not begun by hand. */
function Origin({ route }: { route: RouteSummary }) {
  const { list, recurring } = useText().routes;
  const format = useFormat();
  const { copiedFrom: from, recurrence } = route;
  if (recurrence !== null) {
    return (
      <Box component="small" display="block" fz="sm" c="dimmed">
        {recurring.from({ title: recurrence.title })}
      </Box>
    );
  }
  if (from === null) return null;
  return (
    <Box component="small" display="block" fz="sm" c="dimmed">
      {list.copiedFrom({ title: from.title, date: format.date(from.onDate) })}
    </Box>
  );
}

function Progress({ route }: { route: RouteSummary }) {
  const { routes } = useText();
  const format = useFormat();
  return routes.progress({
    done: format.number(route.done, 0),
    stops: format.number(route.stops, 0),
  });
}

function CopyButton({
  route,
  onCopy,
}: {
  route: RouteSummary;
  onCopy: (route: RouteSummary) => void;
}) {
  const text = useText();
  return (
    <Button
      variant="default"
      size="compact-md"
      className={classes.copy}
      leftSection={<IconCopy size={16} aria-hidden="true" />}
      aria-label={text.routes.list.copyNamed({ title: route.title })}
      onClick={() => onCopy(route)}
    >
      {text.common.copy}
    </Button>
  );
}

/** The state of a route in words, whether its draft differs from what the teams have, and whether it is announced. */
function RouteStateMark({
  route,
}: {
  route: Pick<RouteSummary, 'state' | 'draftDiffers' | 'unannounced'>;
}) {
  const { routes } = useText();
  return (
    <Flex component="span" gap="4px 8px" align="center" wrap="wrap">
      <span className={classes.state} data-state={route.state}>
        {routes.states[route.state]}
      </span>
      {route.draftDiffers && <DraftMark />}
      {route.unannounced && <span title={routes.unannouncedMore}>{routes.unannounced}</span>}
    </Flex>
  );
}
