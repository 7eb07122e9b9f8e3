import { Button, Flex, Group, Select } from '@mantine/core';
import { IconMapPinCheck, IconPlus, IconRepeat, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';

import { DayLine } from '#client/features/routes/recurring/recurrence-day.tsx';
import { recurrencesQuery } from '#client/features/routes/recurring/recurrence-queries.ts';
import { CommuneField } from '#client/forms/commune-field.tsx';
import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import choices from '#client/ui/choices.module.css';
import { DateField } from '#client/ui/date-field.tsx';
import { hinted } from '#client/ui/hinted.ts';
import { Notice } from '#client/ui/notice.tsx';
import { Page } from '#client/ui/page.tsx';
import { WordsFilter } from '#client/ui/words-filter.tsx';
import { ROUTE_STATES, RouteState } from '#server/contract/route.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';

import { Calendar } from './calendar.tsx';
import { CreateDialog } from './create-dialog.tsx';
import type { RoutesSearch } from './list-search.ts';
import classes from './list.module.css';
import { RouteList } from './route-list.tsx';

const VIEWS = [undefined, 'month', 'week'] as const;

/** List, month or week; what they show stays narrowed. */
function ViewChoice({ search }: { search: RoutesSearch }) {
  const { list } = useText().routes;
  return (
    <nav className={choices.choices} aria-label={list.views}>
      {VIEWS.map((view) => (
        <Link
          key={view ?? 'list'}
          to="/routes"
          search={{ ...search, view }}
          className={choices.choice}
          data-on={search.view === view}
          aria-current={search.view === view ? 'page' : undefined}
        >
          {list.view[view ?? 'list']}
        </Link>
      ))}
    </nav>
  );
}

type Narrowing = {
  search: RoutesSearch;
  /** Changes parts of the newest address, which may be newer than what is drawn. */
  onSearch: (change: Partial<RoutesSearch>) => void;
};

/** Filter of the routes: words, state, commune and, for the list, days. */
function ListFilter({ search, onSearch }: Narrowing) {
  const text = useText();
  const { list, states } = text.routes;
  const clear = { 'aria-label': text.common.clear };
  return (
    <search className={classes.filter}>
      <WordsFilter label={list.search} words={search.q} onWords={(q) => onSearch({ q })} />
      <Select
        aria-label={text.routes.column.state}
        placeholder={list.anyState}
        clearable
        clearButtonProps={clear}
        value={search.state ?? null}
        data={ROUTE_STATES.map((value) => ({ value, label: states[value] }))}
        onChange={(value) => onSearch({ state: RouteState.optional().parse(value ?? undefined) })}
      />
      <CommuneField
        by="code"
        aria-label={list.commune}
        placeholder={list.anyCommune}
        clearable
        clearButtonProps={clear}
        value={search.commune ?? null}
        onChange={(code) => onSearch({ commune: code ?? undefined })}
      />
      {search.view === undefined && <Period search={search} onSearch={onSearch} />}
    </search>
  );
}

function Period({ search, onSearch }: Narrowing) {
  const { common } = useText();
  const clear = { 'aria-label': common.clear };
  return (
    <>
      <DateField
        aria-label={common.from}
        placeholder={common.from}
        clearable
        clearButtonProps={clear}
        value={search.from ?? null}
        {...(search.to !== undefined && { maxDate: search.to })}
        onChange={(from) => onSearch({ from: from ?? undefined })}
      />
      <DateField
        aria-label={common.until}
        placeholder={common.until}
        clearable
        clearButtonProps={clear}
        value={search.to ?? null}
        {...(search.from !== undefined && { minDate: search.from })}
        onChange={(to) => onSearch({ to: to ?? undefined })}
      />
    </>
  );
}

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
      <Undrafted />
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

/** Days to come of recurring routes that have no draft, each with its reason. */
function Undrafted() {
  const { recurring } = useText().routes;
  const items = useQuery(recurrencesQuery).data?.items ?? [];
  const days = items.flatMap(({ next, ...of }) =>
    next.filter(({ outcome }) => outcome === 'not_made').map((day) => ({ of, day })),
  );
  if (days.length === 0) return null;
  return (
    <Notice title={recurring.undrafted}>
      <Flex component="ul" direction="column" gap={4} my={4}>
        {days.map(({ of: { id, title, daysAhead }, day }) => (
          <DayLine key={`${id} ${day.onDate}`} day={day} title={title} daysAhead={daysAhead} />
        ))}
      </Flex>
    </Notice>
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
