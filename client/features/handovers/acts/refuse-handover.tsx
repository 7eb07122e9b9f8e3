import { Stack } from '@mantine/core';
import { statusLine } from '#client/forms/act-form.tsx';
import { WordsField } from '#client/forms/base-fields.tsx';
import { optional } from '#client/forms/base-lines.ts';
import type { NamedRow } from '#client/forms/entered-values.ts';
import { ChoiceField } from '#client/forms/choice-field.tsx';
import { OtherPointField } from '#client/forms/other-point-field.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import { REFUSAL_REASONS, RefuseHandoverBody } from '#server/contract/life-cycle.ts';
import { ReasonText } from '#server/contract/life-cycle-text.ts';

import type { AnswerItem } from '#client/features/handovers/answer-entry.ts';
import { Evidence } from '#client/features/handovers/evidence.tsx';
import { NamedCommune } from '#client/features/handovers/named-commune.tsx';
import type { AnswerDescription, AnswerValues } from './answer.ts';

export const REFUSE: AnswerDescription = {
  verb: 'refuse',
  schema: RefuseHandoverBody,
  body: ({ refusal, ownerCommuneId, otherPointId, ...values }) => ({
    ...values,
    reason: refusal,
    // A commune or entry named for another reason, before this one was chosen, is not sent.
    ownerCommuneId: refusal === 'wrong_commune' ? (ownerCommuneId?.id ?? null) : null,
    otherPointId: refusal === 'duplicate' ? (otherPointId?.id ?? null) : null,
  }),
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
  fields: (write, item, brief) => (
    <>
      {brief && <Evidence handover={item.handover} />}
      <RefusalFields {...write} item={item} brief={brief} />
    </>
  ),
  lines: ({ refusal, reasonText, ownerCommuneId, otherPointId }, { pointActs: own, handover }) => [
    ...(refusal === null ? [] : [{ label: own.refusal, value: own.refusals[refusal] }]),
    ...named(handover.ownerCommune, refusal === 'wrong_commune' ? ownerCommuneId : null),
    ...named(handover.otherEntry, refusal === 'duplicate' ? otherPointId : null),
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

function named(label: string, row: NamedRow | null): RecordLine[] {
  return row === null ? [] : [{ label, value: row.label }];
}

function RefusalFields({
  field,
  values,
  item,
  brief,
}: Pick<Write<AnswerValues>, 'field' | 'values'> & { item: AnswerItem; brief: boolean }) {
  const { pointActs: text, handover: own } = useText();
  const other = values.refusal === 'other';
  // What has been written stays in sight, since it is sent.
  const asks = other || !brief || values.reasonText !== '';
  const otherPoint = field('otherPointId');
  return (
    <Stack gap="sm">
      <ChoiceField
        label={text.refusal}
        options={REFUSAL_REASONS.map((value) => ({ value, label: text.refusals[value] }))}
        {...field('refusal')}
      />
      {values.refusal === 'wrong_commune' && (
        <NamedCommune
          label={own.ownerCommune}
          description={own.namesMore}
          {...field('ownerCommuneId')}
          chosen={values.ownerCommuneId}
          without={item.handover.commune.id}
        />
      )}
      {values.refusal === 'duplicate' && (
        <OtherPointField
          label={own.otherEntry}
          description={own.namesMore}
          exceptId={item.point.id}
          chosen={values.otherPointId}
          error={otherPoint.error}
          onChoose={otherPoint.onChange}
        />
      )}
      {asks && (
        <WordsField label={text.refusalText} {...field('reasonText')} withAsterisk={other} />
      )}
    </Stack>
  );
}
