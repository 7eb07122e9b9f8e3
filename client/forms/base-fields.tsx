import { Textarea, type TextareaProps } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';

import classes from './forms.module.css';
import { isFuture } from './entered-values.ts';
import type { FieldProps } from './use-write.ts';

/** Explanations of different length must not push the inputs of a pair apart. */
export const BELOW: ('label' | 'input' | 'description' | 'error')[] = [
  'label',
  'input',
  'description',
  'error',
];

export type BaseLabels = { day: string; document: string };

/** Fields that the record of every act carries: the day on which it happened, its document, a note. */
export function BaseFields({
  field,
  documentRequired = false,
  documentExample,
  labels,
}: {
  field: FieldProps;
  /** True when the act requires a document although the contract's schema does not. */
  documentRequired?: boolean;
  documentExample?: string | undefined;
  /** Labels, where “effective date” and “document number” would be read as another event's. */
  labels?: BaseLabels;
}) {
  const text = useText();
  const own = text.pointActs;
  return (
    <>
      <div className={classes.pair}>
        <DateField
          label={labels?.day ?? own.effectiveOn}
          description={own.effectiveOnMore}
          excludeDate={isFuture}
          inputWrapperOrder={BELOW}
          withAsterisk
          {...field('effectiveOn')}
        />
        <PlainInput
          label={labels?.document ?? own.documentNumber}
          description={documentExample ?? own.documentNumberMore}
          inputWrapperOrder={BELOW}
          {...field('documentNumber')}
          {...(documentRequired ? { withAsterisk: true } : {})}
        />
      </div>
      <Textarea
        label={own.note}
        description={own.noteMore}
        autosize
        minRows={2}
        maxRows={8}
        {...field('note')}
      />
    </>
  );
}

/** Words in sentences: a field that grows with them. */
export function WordsField(props: TextareaProps) {
  return <Textarea autosize minRows={2} maxRows={8} {...props} />;
}
