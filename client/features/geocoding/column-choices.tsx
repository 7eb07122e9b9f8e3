import { NativeSelect } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import {
  GAZETTEER_FIELDS,
  type GazetteerColumns,
  type GazetteerField,
  type GazetteerPreview,
} from '#server/contract/gazetteer.ts';

import classes from './gazetteers.module.css';

/** Choice of the meaning of each column; the headings have been guessed. */
export function ColumnChoices({
  preview: { header, missing },
  columns,
  onChange,
}: {
  preview: GazetteerPreview;
  /** Columns as chosen so far, or guessed; the preview may still be of an earlier choice. */
  columns: GazetteerColumns;
  onChange: (columns: GazetteerColumns) => void;
}) {
  const { geodata: text } = useText();
  const choose = (field: GazetteerField, value: string) => {
    const others = Object.entries(columns).filter(
      ([other, at]) => other !== field && String(at) !== value,
    );
    const mine = value === '' ? [] : [[field, Number(value)] as const];
    onChange(Object.fromEntries([...others, ...mine]));
  };
  const options = [
    { value: '', label: text.noColumn },
    ...header.map((label, at) => ({ value: String(at), label })),
  ];
  return (
    <fieldset className={classes.columns}>
      <legend>{text.columns}</legend>
      <div className={classes.fields}>
        {GAZETTEER_FIELDS.map((field) => (
          <NativeSelect
            key={field}
            label={text.field[field]}
            data={options}
            value={String(columns[field] ?? '')}
            onChange={(event) => choose(field, event.currentTarget.value)}
          />
        ))}
      </div>
      {missing.length > 0 && (
        <Notice>
          {text.missing({ fields: missing.map((field) => text.field[field]).join(', ') })}
        </Notice>
      )}
    </fieldset>
  );
}
