import { Select, Stack } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import { CHECKLIST_ITEMS, ChecklistAnswer } from '#server/contract/route-result.ts';

import type { ResultValues } from './result-entry.ts';

/** What the inspection of a business came to, and its checklist; about the business, never about persons. */
export function BusinessFields({
  values,
  required,
  onChange,
}: {
  values: ResultValues;
  /** A visit to a business of the register of inspections always comes to one of these. */
  required: boolean;
  onChange: (change: Partial<ResultValues>) => void;
}) {
  const { field } = useText().routes;
  const outcomes = Object.keys(field.inspections) as (keyof typeof field.inspections)[];
  return (
    <Stack gap={8}>
      <Select
        label={field.inspection}
        clearable={!required}
        withAsterisk={required}
        size="md"
        data={outcomes.map((value) => ({ value, label: field.inspections[value] }))}
        value={values.inspection}
        onChange={(chosen) =>
          onChange({ inspection: outcomes.find((one) => one === chosen) ?? null })
        }
      />
      <fieldset>
        <legend>{field.checklist}</legend>
        <Stack gap={8}>
          {CHECKLIST_ITEMS.map((item) => (
            <Select
              key={item}
              label={field.items[item]}
              allowDeselect={false}
              size="md"
              data={ChecklistAnswer.options.map((value) => ({
                value,
                label: field.answers[value],
              }))}
              value={values.checklist[item] ?? 'not_seen'}
              onChange={(chosen) =>
                onChange({
                  checklist: { ...values.checklist, [item]: ChecklistAnswer.parse(chosen) },
                })
              }
            />
          ))}
        </Stack>
      </fieldset>
    </Stack>
  );
}
