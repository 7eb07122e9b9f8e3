import { MultiSelect } from '@mantine/core';

import { foldText } from '#server/contract/text.ts';

/** Several of many, found by any spelling of their names. */
export function MultiSelectField({
  label,
  placeholder,
  data,
  value,
  onChange,
}: {
  label: string;
  placeholder: string;
  data: { value: string; label: string }[];
  value: readonly string[];
  onChange: (values: readonly string[]) => void;
}) {
  return (
    <MultiSelect
      label={label}
      placeholder={value.length === 0 ? placeholder : ''}
      searchable
      data={data}
      value={[...value]}
      onChange={onChange}
      filter={({ options, search }) => {
        const sought = foldText(search);
        return options.filter(
          (option) => 'label' in option && foldText(option.label).includes(sought),
        );
      }}
    />
  );
}
