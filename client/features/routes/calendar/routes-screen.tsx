import { Button, Group } from '@mantine/core';
import { IconMapPinCheck, IconPlus, IconRepeat, IconUsersGroup } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';

import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import { hinted } from '#client/ui/hinted.ts';
import { Page } from '#client/ui/page.tsx';
import { addDays, type IsoDate } from '#server/contract/time.ts';

import { Calendar } from './calendar.tsx';
import { CreateDialog } from './create-dialog.tsx';
import { ListFilter, ViewChoice } from './list-filter.tsx';
import { RouteList } from './route-list.tsx';

const address = getRouteApi('/routes');

/** Every route as a list or a calendar, searched and narrowed; planners begin new ones here. */
export default function RoutesScreen() {
  const { routes } = useText();
  const search = address.useSearch();
  const navigate = address.useNavigate();
  /** The day of the route that is being begun. */
  const [beginning, setBeginning] = useState<IsoDate | null>(null);
  const { view } = search;
  return (
    <Page
      title={routes.title}
      lead={routes.lead}
      actions={<Actions onNew={() => setBeginning(addDays(today(), 1))} />}
    >
      <ViewChoice search={search} />
      <ListFilter
        search={search}
        onSearch={(change) =>
          void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
        }
      />
      {view === undefined ? (
        <RouteList search={search} />
      ) : (
        <Calendar
          span={view}
          search={search}
          onDay={(day, shown = view) =>
            void navigate({ search: (before) => ({ ...before, day, view: shown }), replace: true })
          }
          onNew={setBeginning}
        />
      )}
      {beginning !== null && <CreateDialog onDate={beginning} onClose={() => setBeginning(null)} />}
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
        to="/routes/recurring"
        leftSection={<IconRepeat size={18} aria-hidden="true" />}
      >
        {routes.recurring.open}
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
