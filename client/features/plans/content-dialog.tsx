import { NumberInput, Select, Switch, TextInput } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import {
  PREVENTION_CONTENTS,
  RecordContentBody,
  type PreventionModel,
} from '#server/contract/prevention-model.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { PLANS_KEY } from './queries.ts';

/** Contents that count businesses. */
const COUNTING = ['3', '4'];

/** Records whether a content runs. */
function useContent(model: PreventionModel, onDone: () => void) {
  const { plans: own } = useText();
  return useWrite({
    initial: {
      commune: model.communes[0]?.commune.code ?? null,
      content: '1',
      runs: true,
      effectiveOn: today() as IsoDate | null,
      documentNumber: '',
      businesses: '' as number | '',
    },
    schema: RecordContentBody,
    body: ({ content, businesses, ...values }) => ({
      ...values,
      content: Number(content),
      businesses: COUNTING.includes(content) ? businesses : null,
    }),
    words: { effectiveOn: own.dayMissing, documentNumber: own.numberMissing },
    send: (json, once) => call(api['prevention-model'].$post({ json }, once)),
    refresh: [PLANS_KEY],
    onDone,
  });
}

/** Says that a content runs in a commune from a day on, or no longer; counts of businesses, never of persons. */
export function ContentDialog({ model, onClose }: { model: PreventionModel; onClose: () => void }) {
  const text = useText();
  const own = text.plans;
  const write = useContent(model, onClose);
  const { field, form } = write;
  return (
    <WriteDialog
      write={write}
      title={own.recordContent}
      lead={own.recordLead}
      confirm={text.common.save}
      onClose={onClose}
    >
      <Select
        label={own.commune}
        searchable
        allowDeselect={false}
        data={model.communes.map(({ commune }) => ({
          value: commune.code,
          label: communeName(commune, text),
        }))}
        {...field('commune')}
      />
      <Select
        label={own.contentLabel}
        allowDeselect={false}
        data={PREVENTION_CONTENTS.map((one) => ({ value: String(one), label: own.content[one] }))}
        {...field('content')}
      />
      <Switch label={own.runs} {...form.getInputProps('runs', { type: 'checkbox' })} />
      <DateField label={own.fromDay} maxDate={today()} {...field('effectiveOn')} />
      <TextInput label={own.document} {...field('documentNumber')} />
      {COUNTING.includes(write.values.content) && (
        <NumberInput
          label={own.businessCount}
          description={own.businessCountMore}
          min={0}
          allowDecimal={false}
          {...field('businesses')}
        />
      )}
    </WriteDialog>
  );
}
