import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { refusedFields } from '#client/forms/refused-fields.tsx';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import { TIP_CHANNELS } from '#server/contract/tip.ts';
import type { NewTipSourceBody, TipSourceWithToken } from '#server/contract/tip-source.ts';

import { useCreateSource } from './queries.ts';
import classes from './tip-sources.module.css';

const SHORTEST_NAME = 3;
const USUAL_RATE = 60;
const MOST_RATE = 100_000;

/** A new source; with it comes its first token. */
export function SourceForm({ onIssued }: { onIssued: (issued: TipSourceWithToken) => void }) {
  const text = useText();
  const { language } = useLanguage();
  const own = text.tipSources;
  const create = useCreateSource();
  const form = useForm<NewTipSourceBody>({
    initialValues: { name: '', channel: 'hotline', requestsPerMinute: USUAL_RATE },
    validate: {
      name: (name) => (name.trim().length < SHORTEST_NAME ? own.nameMissing : null),
    },
  });
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={form.onSubmit((values) =>
        create.mutate(
          { ...values, name: values.name.trim() },
          {
            onSuccess(issued) {
              form.reset();
              onIssued(issued);
            },
            onError: (error) =>
              form.setErrors(refusedFields(error, language, () => form.getValues().name)),
          },
        ),
      )}
    >
      <TextInput
        label={own.name}
        description={own.nameMore}
        withAsterisk
        maxLength={60}
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <Select
        label={own.channel}
        description=" "
        allowDeselect={false}
        data={TIP_CHANNELS.map((value) => ({ value, label: text.tips.channel[value] }))}
        {...form.getInputProps('channel')}
      />
      <NumberInput
        label={own.rate}
        description={own.rateMore}
        min={1}
        max={MOST_RATE}
        allowDecimal={false}
        clampBehavior="strict"
        value={form.getValues().requestsPerMinute}
        onChange={(rate) => form.setFieldValue('requestsPerMinute', Math.max(1, Number(rate)))}
      />
      <Button type="submit" loading={create.isPending}>
        {own.create}
      </Button>
      {Object.keys(form.errors).length === 0 && <ErrorNotice error={create.error} />}
    </form>
  );
}
