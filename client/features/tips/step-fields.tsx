import { Radio, Select, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';

import { CategoryField } from '#client/forms/category-field.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { forwardingRuleOf } from '#server/contract/deadline.ts';
import { OwnOutcome, type TipDetail, type TipStep } from '#server/contract/tip.ts';
import { TIP_KINDS } from '#server/contract/tip-kind.ts';

import { CommuneField } from '#client/forms/commune-field.tsx';
import type { StepValues } from './step-values.ts';
import { tipClocksQuery } from './queries.ts';
import { forwardingWords } from './rule-words.ts';

/** Fields of a step beyond its day, document and note. */
export function StepFields({
  tip,
  step,
  form,
}: {
  tip: TipDetail;
  step: TipStep;
  form: UseFormReturnType<StepValues>;
}) {
  const text = useText();
  const format = useFormat();
  const own = text.tips;
  // Asked for early: the record says what becomes of the due day.
  const rules = useQuery(tipClocksQuery).data?.rules ?? [];
  if (step === 'classified') {
    return (
      <>
        <Select
          label={own.factKind}
          withAsterisk
          allowDeselect={false}
          data={TIP_KINDS.map((value) => ({ value, label: own.kind[value] }))}
          {...form.getInputProps('kind')}
        />
        <CategoryField field={form.getInputProps} />
      </>
    );
  }
  if (step === 'handled') {
    return (
      <div data-faulty={form.errors['outcome'] !== undefined}>
        <Radio.Group label={own.factOutcome} withAsterisk {...form.getInputProps('outcome')}>
          <Stack gap={8} mt={4}>
            {OwnOutcome.options.map((value) => (
              <Radio key={value} value={value} label={own.outcome[value]} />
            ))}
          </Stack>
        </Radio.Group>
      </div>
    );
  }
  if (step === 'forwarded') {
    return (
      <TextInput
        label={own.authority}
        description={[
          own.forwardMore,
          forwardingWords(forwardingRuleOf(tip, rules), { text, format }),
        ]
          .filter((line) => line !== null)
          .join(' ')}
        withAsterisk
        maxLength={200}
        autoComplete="off"
        {...form.getInputProps('authority')}
      />
    );
  }
  if (step === 'transferred') {
    return (
      <CommuneField
        label={own.communeTo}
        description={own.transferMore}
        required
        without={tip.commune.id}
        {...form.getInputProps('communeId')}
      />
    );
  }
  return null;
}
