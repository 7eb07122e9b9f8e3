import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { CategoryField } from '#client/forms/category-field.tsx';
import { ChoiceField } from '#client/forms/choice-field.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { forwardingRuleOf } from '#server/contract/deadline.ts';
import { OwnOutcome, type TipDetail, type TipStep } from '#server/contract/tip.ts';
import { TIP_KINDS } from '#server/contract/tip-kind.ts';

import { CommuneField } from '#client/forms/commune-field.tsx';
import { tipClocksQuery } from './queries.ts';
import { forwardingWords } from './rule-words.ts';

/** Fields of a step beyond its day, document and note. */
export function StepFields({
  tip,
  step,
  field,
}: {
  tip: TipDetail;
  step: TipStep;
} & Pick<Write, 'field'>) {
  const text = useText();
  const format = useFormat();
  const own = text.tips;
  // Asked for early: the record says what becomes of the due day.
  const rules = useQuery(tipClocksQuery).data?.rules ?? [];
  if (step === 'classified') return <KindFields field={field} />;
  if (step === 'handled') {
    return (
      <ChoiceField
        label={own.factOutcome}
        options={OwnOutcome.options.map((value) => ({ value, label: own.outcome[value] }))}
        {...field('outcome')}
      />
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
        autoComplete="off"
        {...field('authority')}
      />
    );
  }
  if (step === 'transfer_asked') {
    return (
      <CommuneField
        label={own.communeTo}
        description={own.transferMore}
        without={tip.commune.id}
        {...field('communeId')}
      />
    );
  }
  return null;
}

/** The kind of the tip and the category of the place that it tells of. */
function KindFields({ field }: Pick<Write, 'field'>) {
  const { tips: own } = useText();
  return (
    <>
      <Select
        label={own.factKind}
        allowDeselect={false}
        data={TIP_KINDS.map((value) => ({ value, label: own.kind[value] }))}
        {...field('kind')}
      />
      <CategoryField field={field} />
    </>
  );
}
