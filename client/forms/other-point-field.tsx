import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { ignoreArrows, keepForm } from '#client/ui/enter-in-choices.ts';

import type { NamedRow } from './entered-values.ts';
import { otherPointsQuery } from './other-points.ts';

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
