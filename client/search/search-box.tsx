import { Combobox, Loader, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { useQuery, useQueryClient, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState, useSyncExternalStore } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { connection, onConnectionChange } from '#client/api/connection.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { ignoreArrows } from '#client/ui/enter-in-choices.ts';
import { SHORTCUTS } from '#client/ui/shortcuts.ts';
import { MOST_SEARCH_LETTERS, type SearchHit } from '#server/contract/search.ts';

import classes from './search-box.module.css';
import { SearchOption } from './search-option.tsx';

const A_MINUTE = 60_000;

/**
 * Hits for some words: points, communes by new and old names, addresses, coordinates. Without a network the streets of
 * the kept ground, where this device keeps one.
 */
function searchQuery(words: string) {
  return queryOptions({
    queryKey: ['search', words],
    queryFn: ({ signal }) => search(words, signal),
    enabled: words !== '',
    staleTime: A_MINUTE,
    placeholderData: keepPreviousData,
  });
}

async function search(words: string, signal: AbortSignal): Promise<{ items: SearchHit[] }> {
  try {
    return await call(api.search.$get({ query: { q: words } }, { init: { signal } }));
  } catch (error) {
    if (connection().reachable) throw error;
    const { searchKeptStreets } = await import('#client/map/kept-ground/search-kept-streets.ts');
    const items = await searchKeptStreets(words);
    if (items === null) throw error;
    return { items };
  }
}

const TYPING_MILLISECONDS = 200;

/** One field for everything that can be found; `/` leads to it from anywhere on the map's screen. */
export function SearchBox({ onChoose }: { onChoose: (hit: SearchHit) => void }) {
  const text = useText();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const { words, search, hits, isOld, bestFor } = useHits(typed.trim());
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  useHotkeys([[SHORTCUTS.search, () => field.current?.focus()]]);

  const open = (hit: SearchHit | undefined) => {
    if (hit === undefined) return;
    combobox.closeDropdown();
    onChoose(hit);
  };
  const choose = (key: string) => open(hits.find((candidate) => keyOf(candidate) === key));
  const isMarked = () => combobox.getSelectedOptionIndex() >= 0 && !isOld;
  /** Enter may come before the answer; the list tells of a failure. */
  const openBest = async () => {
    const asked = typed.trim();
    const best = await bestFor(asked);
    if (field.current?.value.trim() === asked) open(best);
  };

  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false} offset={4}>
      <Combobox.Target>
        <TextInput
          ref={field}
          type="search"
          size="md"
          className={classes.field}
          aria-label={text.search.label}
          title={text.search.shortcut}
          placeholder={text.search.placeholder}
          value={typed}
          maxLength={MOST_SEARCH_LETTERS}
          leftSection={<IconSearch size={18} stroke={1.6} aria-hidden="true" />}
          rightSection={<FieldEnd waiting={search.isFetching} />}
          wrapperProps={isOld ? { onKeyDownCapture: ignoreArrows } : {}}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || isMarked()) return;
            event.preventDefault();
            void openBest();
          }}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={words === ''} className={classes.dropdown}>
        <Combobox.Options mah="60vh" className={classes.options} aria-label={text.search.title}>
          <Answer search={search} hits={hits} isOld={isOld} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** A turning sign while an answer is awaited, else the key that leads to the field. */
function FieldEnd({ waiting }: { waiting: boolean }) {
  return waiting ? <Loader size={16} /> : <kbd className={classes.key}>/</kbd>;
}

/**
 * Hits for the words entered so far; `bestFor` asks for words just entered, without waiting for more of them. Until their
 * answer is there the hits are those of earlier words (`isOld`), which nobody may choose: they can be another place.
 */
function useHits(typed: string) {
  const client = useQueryClient();
  const [words] = useDebouncedValue(typed, TYPING_MILLISECONDS);
  const search = useQuery(searchQuery(words));
  const bestFor = async (asked: string) => {
    if (asked === '') return undefined;
    const found = await client.fetchQuery(searchQuery(asked)).catch(() => null);
    return found?.items[0];
  };
  const hits = words === '' ? [] : (search.data?.items ?? []);
  const isOld = words !== typed || search.isPlaceholderData;
  return { words, search, hits, isOld, bestFor };
}

/** The hits by kind, or that there are none; what went wrong, and that only kept things were searched. */
function Answer({
  search,
  hits,
  isOld,
}: {
  search: Pick<ReturnType<typeof useHits>['search'], 'isSuccess' | 'isError' | 'error'>;
  hits: readonly SearchHit[];
  isOld: boolean;
}) {
  const text = useText();
  const { reachable } = useSyncExternalStore(onConnectionChange, connection);
  const groups = {
    coordinates: text.search.coordinates,
    point: text.search.points,
    commune: text.search.communes,
    address: text.search.addresses,
  };
  return (
    <>
      {!reachable && search.isSuccess && (
        <Text component="div" size="sm" c="dimmed" py={6} px={10}>
          {text.search.keptOnly}
        </Text>
      )}
      {search.isError && <ErrorNotice error={search.error} />}
      {search.isSuccess && hits.length === 0 && (
        <Combobox.Empty c="dimmed" ta="left">
          {text.search.nothing}
        </Combobox.Empty>
      )}
      {kindsInOrder(hits).map((kind) => (
        <Combobox.Group key={kind} label={groups[kind]}>
          {hits
            .filter((hit) => hit.kind === kind)
            .map((hit) => (
              <Combobox.Option
                key={keyOf(hit)}
                value={keyOf(hit)}
                className={classes.option}
                disabled={isOld}
              >
                <SearchOption hit={hit} />
              </Combobox.Option>
            ))}
        </Combobox.Group>
      ))}
    </>
  );
}

/** Kinds of what was found, that of the best hit first. */
function kindsInOrder(hits: readonly SearchHit[]): SearchHit['kind'][] {
  return [...new Set(hits.map(({ kind }) => kind))];
}

function keyOf(hit: SearchHit): string {
  switch (hit.kind) {
    case 'point':
    case 'commune':
      // One commune may be found by several of its old names.
      return `${hit.kind}:${hit.id}:${hit.kind === 'commune' ? (hit.formerName ?? '') : ''}`;
    case 'address':
      return `address:${hit.precision}:${hit.position.join()}`;
    case 'coordinates':
      return `coordinates:${hit.position.join()}`;
  }
}
