import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { communesQuery } from '#client/api/communes.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import { foldText } from '#server/contract/text.ts';

/** A commune by its folded name; the value is its id as text, or its code. */
export function CommuneField({
  by = 'id',
  without,
  ...props
}: Omit<SelectProps, 'data' | 'filter' | 'searchable'> & {
  by?: 'id' | 'code';
  /** The id of one that is no choice. */
  without?: number;
}) {
  const text = useText();
  const communes = useQuery(communesQuery).data?.items ?? [];
  return (
    <Select
      {...props}
      searchable
      data={communes
        .filter(({ id }) => id !== without)
        .map((commune) => ({ value: String(commune[by]), label: communeName(commune, text) }))
        .toSorted((a, b) => a.label.localeCompare(b.label, 'vi'))}
      filter={({ options, search }) => {
        const wanted = foldText(search);
        return options.filter(
          (option) => 'label' in option && foldText(option.label).includes(wanted),
        );
      }}
    />
  );
}
