import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

import { CommuneField } from '#client/forms/commune-field.tsx';
import { useText } from '#client/i18n/use-text.ts';
import choices from '#client/ui/choices.module.css';
import { DateField } from '#client/ui/date-field.tsx';
import { ROUTE_STATES, RouteState } from '#server/contract/route.ts';

import type { RoutesSearch } from './list-search.ts';
import classes from './list.module.css';

const TYPING_MILLISECONDS = 300;
const VIEWS = [undefined, 'month', 'week'] as const;

/** List, month or week; what they show stays narrowed. */
export function ViewChoice({ search }: { search: RoutesSearch }) {
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
export function ListFilter({ search, onSearch }: Narrowing) {
  const text = useText();
  const { list, states } = text.routes;
  const look = useDebouncedCallback(
    (words: string) => onSearch({ q: words.trim() === '' ? undefined : words.trim() }),
    TYPING_MILLISECONDS,
  );
  const clear = { 'aria-label': text.common.clear };
  return (
    <search className={classes.filter}>
      <TextInput
        key={search.q === undefined ? 'empty' : 'words'}
        type="search"
        aria-label={list.search}
        placeholder={list.search}
        defaultValue={search.q ?? ''}
        maxLength={100}
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />}
        onChange={(event) => look(event.currentTarget.value)}
      />
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
