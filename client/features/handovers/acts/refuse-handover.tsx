import { statusLine } from '#client/forms/act-form.tsx';
import classes from '#client/forms/forms.module.css';
import { WordsField } from '#client/forms/base-fields.tsx';
import { optional } from '#client/forms/base-lines.ts';
import { ChoiceField } from '#client/forms/choice-field.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { REFUSAL_REASONS, RefuseHandoverBody } from '#server/contract/life-cycle.ts';
import { ReasonText } from '#server/contract/life-cycle-text.ts';

import type { AnswerDescription, AnswerValues } from './answer.ts';

export const REFUSE: AnswerDescription = {
  verb: 'refuse',
  schema: RefuseHandoverBody,
  body: ({ refusal, ...values }) => ({ ...values, reason: refusal }),
  at: { reason: 'refusal' },
  words: ({ pointActs }) => ({
    refusal: pointActs.refusalMissing,
    reasonText: pointActs.reasonMissing,
  }),
  check: ({ refusal, reasonText }, { pointActs }) => ({
    reasonText:
      refusal === 'other' && !ReasonText.safeParse(reasonText).success
        ? pointActs.reasonMissing
        : null,
  }),
  weighty: true,
  fields: (write, _, brief) => <RefusalFields {...write} brief={brief} />,
  lines: ({ refusal, reasonText }, { pointActs: own }) => [
    ...(refusal === null ? [] : [{ label: own.refusal, value: own.refusals[refusal] }]),
    ...optional(own.reason, reasonText),
  ],
  status: ({ point }, { text }) =>
    point.status === 'handed_over'
      ? text.pointActs.willBe({
          from: text.register.status.handed_over,
          to: text.register.status.eliminated,
        })
      : statusLine('refuse_handover', point, text),
};

function RefusalFields({
  field,
  values,
  brief,
}: Pick<Write<AnswerValues>, 'field' | 'values'> & { brief: boolean }) {
  const { pointActs: text } = useText();
  const other = values.refusal === 'other';
  // What has been written stays in sight, since it is sent.
  const asks = other || !brief || values.reasonText !== '';
  return (
    <div className={classes.choice}>
      <ChoiceField
        label={text.refusal}
        options={REFUSAL_REASONS.map((value) => ({ value, label: text.refusals[value] }))}
        {...field('refusal')}
      />
      {asks && (
        <WordsField label={text.refusalText} {...field('reasonText')} withAsterisk={other} />
      )}
    </div>
  );
}
