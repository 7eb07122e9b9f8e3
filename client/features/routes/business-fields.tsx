import { Select, Stack } from '@mantine/core';

import type { Write } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { CHECKLIST_ITEMS, ChecklistAnswer } from '#server/contract/route-result.ts';

import type { ResultValues } from './result-entry.ts';

/** The outcome of the inspection of a business, and its checklist; about the business, never about persons. */
export function BusinessFields({
  write,
  required,
}: {
  write: Write<ResultValues>;
  /** A visit to a business of the register of inspections always comes to one of these. */
  required: boolean;
}) {
  const { field: own } = useText().routes;
  const { checklist } = write.values;
  return (
    <Stack gap={8}>
      <Select
        label={own.inspection}
        clearable={!required}
        size="md"
        data={Object.entries(own.inspections).map(([value, label]) => ({ value, label }))}
        {...write.field('inspection')}
        withAsterisk={required}
      />
      <fieldset>
        <legend>{own.checklist}</legend>
        <Stack gap={8}>
          {CHECKLIST_ITEMS.map((item) => (
            <Select
              key={item}
              label={own.items[item]}
              allowDeselect={false}
              size="md"
              data={ChecklistAnswer.options.map((value) => ({ value, label: own.answers[value] }))}
              {...write.field(`checklist.${item}`)}
              value={checklist[item] ?? 'not_seen'}
            />
          ))}
        </Stack>
      </fieldset>
    </Stack>
  );
}
