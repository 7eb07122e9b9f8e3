import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import classes from '#client/forms/forms.module.css';
import { actForm, type ActSubject } from '#client/forms/act-form.tsx';
import { WordsField } from '#client/forms/base-fields.tsx';
import { optional } from '#client/forms/base-lines.ts';
import { ChoiceField } from '#client/forms/choice-field.tsx';
import type { NamedRow } from '#client/forms/entered-values.ts';
import { OtherPointField } from '#client/forms/other-point-field.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import { RefusalResponse } from '#server/contract/handover.ts';
import { RespondToRefusalBody } from '#server/contract/life-cycle.ts';

import { NamedCommune } from '#client/features/handovers/named-commune.tsx';
import { refusalText } from '#client/features/handovers/handover-thread.ts';
import { communeLine, partOf } from './part.ts';

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
    <div className={classes.choice}>
      <p className={classes.warn}>{own.refusedFor({ reason: refusalText(part, text) })}</p>
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
    </div>
  );
}
