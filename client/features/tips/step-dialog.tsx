import { useQuery } from '@tanstack/react-query';

import { communesQuery } from '#client/api/communes.ts';
import { useMe } from '#client/api/me.ts';
import { tipKey } from '#client/api/tips.ts';
import { BaseFields } from '#client/forms/base-fields.tsx';
import { futureDay } from '#client/forms/entered-values.ts';
import { missingPaper, PaperFields } from '#client/forms/late-entry.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { TipDetail, TipStep } from '#server/contract/tip.ts';

import { keepTip, tipClocksQuery } from './queries.ts';
import { StepFields } from './step-fields.tsx';
import { stepLines } from './step-lines.ts';
import { emptyStep, proposalOf, STEPS, stepWords } from './step-values.ts';

/** The dialog of one step: its fields, and what will stand in the record before it does. */
export function StepDialog({
  tip,
  step,
  onClose,
}: {
  tip: TipDetail;
  step: TipStep;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const clocks = useQuery(tipClocksQuery).data;
  const communes = useQuery(communesQuery).data?.items;
  const { schema, send } = STEPS[step];
  const write = useWrite({
    initial: emptyStep(tip),
    schema,
    body: (values) => ({
      ...values,
      version: tip.version,
      communeId: values.communeId === null ? null : Number(values.communeId),
    }),
    words: stepWords(text),
    check: (values) => ({ ...futureDay(values, text), ...missingPaper(values, text) }),
    send: (json, once) => send(json, once, { id: String(tip.id) }),
    ...proposalOf(step, tip.id),
    said: text.tips.done({ step: text.tips.event[step], code: tip.code }),
    keep: keepTip,
    overtakenBy: [tipKey(tip.id)],
    onDone: onClose,
  });
  const { values } = write;
  const to = communes?.find(({ id }) => String(id) === values.communeId);
  return (
    <WriteDialog
      write={write}
      title={text.tips.step[step]}
      lines={stepLines(tip, step, values, {
        clocks,
        communeTo: to === undefined ? null : communeName(to, text),
        text,
        format,
        me,
      })}
      confirm={text.tips.step[step]}
      onClose={onClose}
    >
      <StepFields tip={tip} step={step} field={write.field} />
      <BaseFields field={write.field} />
      <PaperFields field={write.field} on={values.effectiveOn} />
    </WriteDialog>
  );
}
