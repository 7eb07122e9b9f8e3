import { Radio, Select, Stack, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';

import { communesQuery } from '#client/api/communes.ts';
import { refusalText } from './handover-thread.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import { RefusalResponse, type Handover } from '#server/contract/handover.ts';
import type { PointDetail } from '#server/contract/point.ts';

import classes from '#client/forms/act-dialog.module.css';
import type { ActValues } from '#client/features/life-cycle/act-values.ts';
import { OtherPointField } from '#client/forms/other-point-field.tsx';

type Form = UseFormReturnType<ActValues>;

/** The answer to a refusal: accepted or contested, in words, with what the refusal's reason lets it name. */
export function ResponseFields({
  point,
  handover,
  form,
}: {
  point: PointDetail;
  handover: Handover | null;
  form: Form;
}) {
  const text = useText();
  const own = text.handover;
  return (
    <div className={classes.choice} data-faulty={form.errors['response'] !== undefined}>
      {handover !== null && (
        <p className={classes.warn}>{own.refusedFor({ reason: refusalText(handover, text) })}</p>
      )}
      <Radio.Group label={own.response} withAsterisk {...form.getInputProps('response')}>
        <Stack className={classes.options ?? ''}>
          {RefusalResponse.options.map((value) => (
            <Radio key={value} value={value} label={own.responses[value]} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={own.responseText}
        description={own.responseTextMore}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={1_000}
        withAsterisk
        {...form.getInputProps('responseText')}
      />
      {handover?.reason === 'wrong_commune' && <CommuneField form={form} />}
      {handover?.reason === 'duplicate' && (
        <OtherPointField
          label={own.namedPoint}
          description={own.namedPointMore}
          exceptId={point.id}
          chosen={form.getValues().namedPoint}
          error={form.errors['namedPoint']}
          onChoose={form.getInputProps('namedPoint').onChange}
        />
      )}
    </div>
  );
}

function CommuneField({ form }: { form: Form }) {
  const text = useText();
  const communes = useQuery(communesQuery).data?.items ?? [];
  const chosen = form.getValues().namedCommune;
  const { onChange } = form.getInputProps('namedCommune');
  const options = communes.map((commune) => ({
    value: String(commune.id),
    label: communeName(commune, text),
  }));
  return (
    <Select
      label={text.handover.namedCommune}
      description={text.handover.namedCommuneMore}
      searchable
      clearable
      data={options}
      value={chosen === null ? null : String(chosen.id)}
      error={form.errors['namedCommune']}
      onChange={(value) => {
        const option = options.find((one) => one.value === value);
        onChange(option === undefined ? null : { id: Number(value), label: option.label });
      }}
    />
  );
}
