import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useText } from '#client/i18n/use-text.ts';
import { FOLLOWS_POINTS } from '#client/register/points-changed.ts';
import { ignoreArrows, keepForm } from '#client/ui/enter-in-choices.ts';

import type { NamedRow } from './entered-values.ts';

const MOST_FOUND = 12;

/** Points by name, alias or code, without the one that is asked from. */
function otherPointsQuery(words: string, exceptId: number) {
  return queryOptions({
    queryKey: ['points', 'others', words, exceptId],
    meta: FOLLOWS_POINTS,
    queryFn: async ({ signal }) => {
      const query = { q: words, limit: String(MOST_FOUND) };
      const page = await call(api.points.$get({ query }, { init: { signal } }));
      return page.items.filter((point) => point.id !== exceptId);
    },
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
}

const TYPING_MILLISECONDS = 250;

/** Chooses another point by its name, alias or code. */
export function OtherPointField({
  label,
  description,
  required = false,
  exceptId,
  chosen,
  error,
  onChoose,
}: {
  label: string;
  description?: string;
  required?: boolean;
  exceptId: number;
  chosen: NamedRow | null;
  error?: ReactNode;
  onChoose: (point: NamedRow | null) => void;
}) {
  const { pointActs: own } = useText();
  const [words, setWords] = useState('');
  const [settled] = useDebouncedValue(words.trim(), TYPING_MILLISECONDS);
  const others = useQuery(otherPointsQuery(settled, exceptId));
  // While the server searches, the list shows the answer to earlier words: its points may be others.
  const isOld = settled !== words.trim() || (settled !== '' && others.isPlaceholderData);
  const found = (others.data ?? []).map((other) => ({
    id: other.id,
    label: `${other.code} · ${other.officialName}`,
  }));
  // What has been chosen stays an option after the words have changed.
  const options =
    chosen === null || found.some(({ id }) => id === chosen.id) ? found : [chosen, ...found];
  return (
    <Select
      label={label}
      description={description}
      placeholder={own.mergeIntoPlaceholder}
      withAsterisk={required}
      searchable
      clearable={!required}
      data={options.map((option) => ({
        value: String(option.id),
        label: option.label,
        disabled: isOld && option.id !== chosen?.id,
      }))}
      // The server has searched, by names and aliases that the label does not show.
      filter={({ options: all }) => all}
      onSearchChange={setWords}
      // Enter never takes the only point of the list: it may answer earlier words.
      onKeyDown={keepForm}
      wrapperProps={isOld ? { onKeyDownCapture: ignoreArrows } : {}}
      nothingFoundMessage={settled === '' || others.isFetching ? null : own.mergeNoneFound}
      rightSection={others.isFetching ? <Loader size={16} /> : undefined}
      value={chosen === null ? null : String(chosen.id)}
      error={error}
      onChange={(value) => onChoose(options.find(({ id }) => String(id) === value) ?? null)}
    />
  );
}
