import { Badge, Button, Group } from '@mantine/core';
import { IconMapPinCheck, IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { meQuery } from '#client/api/me.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { hinted } from '#client/ui/hinted.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page } from '#client/ui/page.tsx';
import { can } from '#server/contract/permission.ts';
import type { RouteSummary } from '#server/contract/route.ts';

import { CreateDialog } from './create-dialog.tsx';
import { DraftMark } from './draft-mark.tsx';
import { routesQuery } from './queries.ts';
import classes from './routes.module.css';

/** Every route within reach, latest day first; planners begin new ones here. */
export default function RoutesScreen() {
  const { routes } = useText();
  const list = useQuery(routesQuery);
  const me = useQuery(meQuery).data;
  const [creating, setCreating] = useState(false);
  const plans = me !== undefined && can(me.role, 'routes:plan');
  const items = list.data?.items ?? [];
  return (
    <Page
      title={routes.title}
      lead={routes.lead}
      actions={plans && <Actions onNew={() => setCreating(true)} />}
    >
      {list.isPending && <LoadingRows rows={6} height={28} />}
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isSuccess && items.length === 0 && (
        <EmptyState title={routes.none}>{plans && routes.noneMore}</EmptyState>
      )}
      {items.length > 0 && <RouteTable items={items} />}
      {creating && <CreateDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

function Actions({ onNew }: { onNew: () => void }) {
  const { routes } = useText();
  return (
    <Group gap={8}>
      <Button
        variant="default"
        component={Link}
        to="/routes/live"
        leftSection={<IconMapPinCheck size={18} aria-hidden="true" />}
      >
        {routes.live.open}
      </Button>
      <Button
        variant="default"
        component={Link}
        to="/teams"
        {...hinted('teams')}
        leftSection={<IconUsersGroup size={18} aria-hidden="true" />}
      >
        {routes.manageTeams}
      </Button>
      <Button
        leftSection={<IconPlus size={18} aria-hidden="true" />}
        onClick={onNew}
        {...hinted('new_route')}
      >
        {routes.newRoute}
      </Button>
    </Group>
  );
}

function RouteTable({ items }: { items: readonly RouteSummary[] }) {
  const { routes } = useText();
  const format = useFormat();
  const { column } = routes;
  return (
    <DataTable
      label={routes.title}
      head={[column.title, column.date, column.state, column.teams, column.stops]}
    >
      {items.map((route) => (
        <tr key={route.id}>
          <td>
            <Link
              className={classes.link}
              to="/routes/$routeId"
              params={{ routeId: String(route.id) }}
              {...hinted('route')}
            >
              {route.title}
            </Link>
          </td>
          <td>{format.date(route.onDate)}</td>
          <td>
            <Badge variant="light" color={route.state === 'published' ? 'teal' : 'gray'}>
              {routes.states[route.state]}
            </Badge>{' '}
            {route.draftDiffers && <DraftMark />}{' '}
            {route.unannounced && <span title={routes.unannouncedMore}>{routes.unannounced}</span>}
          </td>
          <td>{route.teams.join(', ')}</td>
          <td>
            {routes.progress({
              done: format.number(route.done, 0),
              stops: format.number(route.stops, 0),
            })}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
