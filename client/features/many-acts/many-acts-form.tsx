import { BaseFields, WordsField } from '#client/forms/base-fields.tsx';
import { baseLines, optional } from '#client/forms/base-lines.ts';
import { ChoiceField } from '#client/forms/choice-field.tsx';
import { emptyLate, futureDay } from '#client/forms/entered-values.ts';
import { missingPaper, PaperFields } from '#client/forms/late-entry.tsx';
import { ReasonField } from '#client/forms/reason.tsx';
import { useWrite, type Write } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useMe } from '#client/api/me.ts';
import { now } from '#client/i18n/clock.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { useOutbox } from '#client/offline/outbox/outbox-context.ts';
import { effectWords } from '#client/register/effect-lines.ts';
import { RecordCheckBody } from '#server/contract/check.ts';
import { DeclineBody, ProposeHandoverBody, RecogniseBody } from '#server/contract/life-cycle.ts';
import type { JudgedAct, ManyAct } from '#server/contract/many-acts.ts';

import { JudgedLists } from './judged-lists.tsx';
import { divide, manyActsEntry } from './many-acts-entry.ts';

/** Contract of each act; the version of each point is its own and joins later. */
const SCHEMAS = {
  recognise: RecogniseBody.omit({ version: true }),
  decline: DeclineBody.omit({ version: true }),
  propose_handover: ProposeHandoverBody.omit({ version: true }),
  check: RecordCheckBody,
} as const;

/** The form: day, document and words once for all points; each of them is written by itself. */
export function ManyActsForm({
  act,
  judged,
  batch,
  onSent,
  onClose,
}: {
  act: ManyAct;
  judged: JudgedAct;
  batch: string;
  /** Told the number of points whose writing has begun. */
  onSent: (count: number) => void;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const outbox = useOutbox();
  const write = useWrite({
    initial: { ...emptyLate(), reason: '', grounds: '', result: 'no_sign' },
    schema: SCHEMAS[act],
    body: (values) => bodyOf(act, values),
    check: (values) => ({
      ...futureDay(values, text),
      ...(act === 'check' && missingPaper(values, text)),
    }),
    async send(body, _, { effectiveOn }) {
      const { may } = divide(judged.items, effectiveOn);
      await outbox.submitAll(may.map((point) => manyActsEntry(act, point, { body, batch, text })));
      return may.length;
    },
    onDone: onSent,
  });
  const { values } = write;
  const { may, mayNot } = divide(judged.items, values.effectiveOn);
  const count = format.number(may.length, 0);
  const examples: Readonly<Record<string, string>> = text.pointActs.documentFor;
  return (
    <WriteDialog
      write={write}
      title={text.register.act[act]}
      lead={may.length === 0 ? text.manyActs.none : text.manyActs.kept}
      lines={[
        { label: text.pointActs.lines.act, value: text.register.act[act] },
        { label: text.pointActs.lines.point, value: text.manyActs.may({ count }) },
        ...optional(text.annulments.leadsTo, effectWords(may, judged.communes, { text, format })),
        ...optional(text.pointActs.reason, values.reason),
        ...baseLines(values, { text, format, me }),
      ]}
      confirm={text.manyActs.record({ count })}
      blocked={may.length === 0}
      onClose={onClose}
    >
      <JudgedLists may={may} mayNot={mayNot} communes={judged.communes} />
      <OwnFields act={act} write={write} />
      <BaseFields field={write.field} documentExample={examples[act]} />
      {act === 'check' && <PaperFields field={write.field} on={values.effectiveOn} />}
    </WriteDialog>
  );
}

type Values = ReturnType<typeof emptyLate> & { reason: string; grounds: string; result: string };

/** The fields of the act's own body; the others stay in the form. */
function bodyOf(act: ManyAct, { reason, grounds, result, documentOn, ...base }: Values) {
  const device = { documentOn, enteredAt: now() };
  switch (act) {
    case 'recognise':
      return base;
    case 'decline':
      return { ...base, reason };
    case 'propose_handover':
      return { ...base, grounds };
    case 'check':
      return result === 'could_not_check'
        ? { ...base, ...device, result, reason, obstacle: 'other' }
        : { ...base, ...device, result };
  }
}

function OwnFields({ act, write }: { act: ManyAct; write: Write<Values> }) {
  const { manyActs, pointActs } = useText();
  if (act === 'decline') return <ReasonField field={write.field} />;
  if (act === 'propose_handover') {
    return (
      <WordsField
        label={pointActs.grounds}
        description={pointActs.groundsMore}
        {...write.field('grounds')}
      />
    );
  }
  if (act !== 'check') return null;
  return (
    <>
      <ChoiceField
        label={manyActs.result}
        options={(['no_sign', 'could_not_check'] as const).map((value) => ({
          value,
          label: pointActs.results[value],
        }))}
        {...write.field('result')}
      />
      {write.values.result === 'could_not_check' && <ReasonField field={write.field} />}
    </>
  );
}
