import { Select } from '@mantine/core';

import { communeName } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import { foldText } from '#server/contract/text.ts';
import type { SheetCommune } from '#server/contract/weekly-sheet.ts';

/** Choice of the commune whose sheet is shown; nothing where there is one commune only. */
export function CommuneSelect({
  communes,
  chosen,
  all,
  onChoose,
}: {
  communes: readonly SheetCommune[];
  chosen: string | null;
  /** True when "all communes" is a choice: for readers with the city's reach. */
  all: boolean;
  onChoose: (code: string | null) => void;
}) {
  const text = useText();
  if (!all && communes.length < 2) return null;
  return (
    <Select
      aria-label={text.weeklySheets.commune}
      placeholder={text.weeklySheets.allCommunes}
      searchable
      clearable={all}
      allowDeselect={false}
      value={chosen}
      data={communes
        .map((commune) => ({ value: commune.code, label: communeName(commune, text) }))
        .toSorted((a, b) => a.label.localeCompare(b.label, 'vi'))}
      filter={({ options, search }) => {
        const wanted = foldText(search);
        return options.filter(
          (option) => 'label' in option && foldText(option.label).includes(wanted),
        );
      }}
      clearButtonProps={{ 'aria-label': text.weeklySheets.allCommunes }}
      onChange={onChoose}
    />
  );
}
