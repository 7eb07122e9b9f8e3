import { Stack, Text } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { actForm, type ActSubject } from '#client/forms/act-form.tsx';
import { WordsField } from '#client/forms/base-fields.tsx';
import { optional } from '#client/forms/base-lines.ts';
import { ChoiceField } from '#client/forms/choice-field.tsx';
import type { NamedRow } from '#client/forms/entered-values.ts';
import { OtherPointField } from '#client/forms/other-point-field.tsx';
import { REASON } from '#client/forms/reason.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { communeList } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import { RefusalResponse } from '#server/contract/handover.ts';
import {
  ProposeHandoverBody,
  RespondToRefusalBody,
  WithdrawHandoverBody,
} from '#server/contract/life-cycle.ts';
import { NamedCommune } from '#client/features/handovers/named-commune.tsx';
import { refusalText } from '#client/features/handovers/handover-thread.ts';

import { communeLine, partOf } from './part.ts';

export const WithdrawHandover = actForm('withdraw_handover', {
  ...REASON,
  schema: WithdrawHandoverBody,
  send: (json, once, subject) =>
    call(
      api.handovers[':id'].withdraw.$post(
        { param: { id: String(partOf(subject).id) }, json },
        once,
      ),
    ),
  lead: ({ handover }) => handover.withdrawMore,
  weighty: true,
  lines: (values, subject, words) => [
    communeLine(partOf(subject), words.text),
    ...REASON.lines(values, subject, words),
  ],
});

export const ProposeHandover = actForm('propose_handover', {
  schema: ProposeHandoverBody,
  initial: () => ({ grounds: '' }),
  send: (json, once, { point }) =>
    call(api.points[':id'].handovers.$post({ param: { id: String(point.id) }, json }, once)),
  fields: (write) => <GroundsField field={write.field} />,
  lines: ({ grounds }, { point }, { text }) => [
    { label: text.pointActs.lines.communes, value: communeList(point.communes, text) },
    ...optional(text.pointActs.grounds, grounds),
  ],
});

type Values = {
  response: RefusalResponse | null;
  text: string;
  leadCommuneId: NamedRow | null;
  otherPointId: NamedRow | null;
};

/** The answer to a refusal: accepted or contested, in words, with what the refusal's reason lets it name. */
export const RespondRefusal = actForm('respond_refusal', {
  schema: RespondToRefusalBody,
  // The answer begins with what the refusal names.
  initial: (subject): Values => {
    const { refusalCommune, refusalPoint } = partOf(subject);
    return {
      response: null,
      text: '',
      leadCommuneId: refusalCommune && { id: refusalCommune.id, label: refusalCommune.name },
      otherPointId: refusalPoint && { id: refusalPoint.id, label: refusalPoint.code },
    };
  },
  body: (values) => ({
    ...values,
    leadCommuneId: values.leadCommuneId?.id ?? null,
    otherPointId: values.otherPointId?.id ?? null,
  }),
  words: ({ handover, pointActs }) => ({
    response: handover.responseMissing,
    text: pointActs.reasonMissing,
  }),
  send: (json, once, subject) =>
    call(
      api.handovers[':id'].respond.$post({ param: { id: String(partOf(subject).id) }, json }, once),
    ),
  fields: (write, subject) => <ResponseFields {...write} {...subject} />,
  lines(values, subject, { text }) {
    const own = text.handover;
    const { response, leadCommuneId, otherPointId } = values;
    const part = partOf(subject);
    return [
      communeLine(part, text),
      { label: text.pointActs.refusal, value: refusalText(part, text) },
      ...(response === null ? [] : [{ label: own.response, value: own.responses[response] }]),
      ...optional(own.responseText, values.text),
      ...(leadCommuneId === null ? [] : [{ label: own.namedCommune, value: leadCommuneId.label }]),
      ...(otherPointId === null ? [] : [{ label: own.namedPoint, value: otherPointId.label }]),
    ];
  },
});

function ResponseFields({
  field,
  values,
  ...subject
}: Pick<Write<Values & Record<string, unknown>>, 'field' | 'values'> & ActSubject) {
  const text = useText();
  const own = text.handover;
  const part = partOf(subject);
  const point = field('otherPointId');
  return (
    <Stack gap="sm">
      <Text size="sm" py="xs" px="sm" bdrs="sm" bg="var(--db-warning-soft)">
        {own.refusedFor({ reason: refusalText(part, text) })}
      </Text>
      <ChoiceField
        label={own.response}
        options={RefusalResponse.options.map((value) => ({ value, label: own.responses[value] }))}
        {...field('response')}
      />
      <WordsField label={own.responseText} description={own.responseTextMore} {...field('text')} />
      {part.reason === 'wrong_commune' && (
        <NamedCommune
          label={own.namedCommune}
          description={own.namedCommuneMore}
          {...field('leadCommuneId')}
          chosen={values.leadCommuneId}
        />
      )}
      {part.reason === 'duplicate' && (
        <OtherPointField
          label={own.namedPoint}
          description={own.namedPointMore}
          exceptId={subject.point.id}
          chosen={values.otherPointId}
          error={point.error}
          onChoose={point.onChange}
        />
      )}
    </Stack>
  );
}

function GroundsField({ field }: Pick<Write, 'field'>) {
  const { pointActs: own } = useText();
  return <WordsField label={own.grounds} description={own.groundsMore} {...field('grounds')} />;
}
