import { Flex, MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { communesQuery } from '#client/api/communes.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import { foldText } from '#server/contract/text.ts';

import shared from '#client/ui/shared.module.css';

const MOST_OPTIONS = 40;

/** Communes by their new or their old names, with or without diacritics. */
export function CommuneChoice({
  value,
  onChange,
}: {
  value: readonly string[];
  onChange: (codes: string[]) => void;
}) {
  const text = useText();
  const { data } = useQuery(communesQuery);
  const communes = useMemo(
    () =>
      new Map(
        data?.items.map((commune) => [
          commune.code,
          {
            label: communeName(commune, text),
            formerNames: commune.formerNames,
            folded: [communeName(commune, text), ...commune.formerNames].map(foldText),
          },
        ]),
      ),
    [data, text],
  );
  return (
    <MultiSelect
      label={text.pointsList.commune}
      placeholder={value.length === 0 ? text.pointsList.communeAny : ''}
      data={[...communes].map(([code, commune]) => ({ value: code, label: commune.label }))}
      value={[...value]}
      onChange={onChange}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': text.common.clear }}
      hidePickedOptions
      limit={MOST_OPTIONS}
      nothingFoundMessage={text.pointsList.communeNone}
      filter={({ options, search }) => {
        const wanted = foldText(search);
        return options.filter(
          (option) =>
            !('group' in option) &&
            communes.get(option.value)?.folded.some((name) => name.includes(wanted)),
        );
      }}
      renderOption={({ option }) => {
        const names = communes.get(option.value)?.formerNames ?? [];
        return (
          <Flex component="span" direction="column">
            <span>{option.label}</span>
            {names.length > 0 && (
              <span className={shared.note}>
                {text.pointsList.formerNames({ names: names.join(', ') })}
              </span>
            )}
          </Flex>
        );
      }}
    />
  );
}
