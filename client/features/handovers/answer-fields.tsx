import { Collapse, Radio, Stack, Textarea, UnstyledButton } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconChevronDown } from '@tabler/icons-react';
import { useId, useState } from 'react';

import type { ActValues } from '#client/features/life-cycle/act-values.ts';
import type { AnswerAct, AnswerItem } from './answer-entry.ts';
import { BaseFields } from '#client/forms/base-fields.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { REFUSAL_REASONS } from '#server/contract/life-cycle.ts';

import { handoverFacts } from '#client/register/handover-facts.ts';
import classes from '#client/features/worklist/worklist.module.css';

type Form = UseFormReturnType<ActValues>;

/** The evidence, the reason of a refusal, and what may be added: day, document and note. */
export function AnswerFields({
  act,
  item,
  form,
}: {
  act: AnswerAct;
  item: AnswerItem;
  form: Form;
}) {
  const text = useText();
  const format = useFormat();
  return (
    <>
      {act === 'refuse_handover' ? (
        <ReasonField form={form} />
      ) : (
        <section className={classes.evidence} aria-label={text.worklist.evidence}>
          <h3>{text.worklist.evidence}</h3>
          {handoverFacts(item.handover, { text, format }).map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      )}
      <MoreFields form={form} />
    </>
  );
}

function ReasonField({ form }: { form: Form }) {
  const { pointActs: text } = useText();
  const other = form.getValues().refusal === 'other';
  return (
    <div className={classes.reason} data-faulty={form.errors['refusal'] !== undefined}>
      <Radio.Group label={text.refusal} withAsterisk {...form.getInputProps('refusal')}>
        <Stack gap={0} mt={4}>
          {REFUSAL_REASONS.map((value) => (
            <Radio
              key={value}
              value={value}
              label={text.refusals[value]}
              classNames={{ body: classes.option ?? '', labelWrapper: classes.optionLabel ?? '' }}
            />
          ))}
        </Stack>
      </Radio.Group>
      {other && (
        <Textarea
          label={text.refusalText}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={1_000}
          withAsterisk
          {...form.getInputProps('reasonText')}
        />
      )}
    </div>
  );
}

/** Usually left as it is: today, no document, no note. Opens by itself when something in it is refused. */
function MoreFields({ form }: { form: Form }) {
  const { worklist: own } = useText();
  const [asked, setAsked] = useState(false);
  const id = useId();
  const faulty = ['effectiveOn', 'documentNumber', 'note'].some(
    (path) => form.errors[path] !== undefined,
  );
  const open = asked || faulty;
  return (
    <div>
      <UnstyledButton
        className={classes.disclosure}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setAsked(!open)}
      >
        <IconChevronDown size={16} stroke={1.6} aria-hidden="true" data-open={open} />
        {own.addWords}
      </UnstyledButton>
      <Collapse expanded={open} id={id}>
        <div className={classes.added}>
          <BaseFields field={form.getInputProps} />
        </div>
      </Collapse>
    </div>
  );
}
