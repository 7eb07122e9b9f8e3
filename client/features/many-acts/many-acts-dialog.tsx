import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { sentenceFor } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { BaseFields, WordsField } from '#client/forms/base-fields.tsx';
import { baseLines, optional } from '#client/forms/base-lines.ts';
import { ChoiceField } from '#client/forms/choice-field.tsx';
import { DialogFrame } from '#client/forms/dialog-frame.tsx';
import { emptyLate, futureDay } from '#client/forms/entered-values.ts';
import { missingPaper, PaperFields } from '#client/forms/late-entry.tsx';
import { ReasonField } from '#client/forms/reason.tsx';
import { useWrite, type Write } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { now } from '#client/i18n/clock.ts';
import { useFormat, useText, useLanguage } from '#client/i18n/use-text.ts';
import { drawId } from '#client/offline/outbox/new-entry.ts';
import { useOutbox } from '#client/offline/outbox/outbox-context.ts';
import { effectWords, effectLine } from '#client/register/effect-lines.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { NamedCommunes } from '#server/contract/act-batch.ts';
import { RecordCheckBody } from '#server/contract/check.ts';
import { DeclineBody, ProposeHandoverBody, RecogniseBody } from '#server/contract/life-cycle.ts';
import {
  type ManyAct,
  MOST_AT_ONCE,
  type JudgedAct,
  type JudgedPoint,
} from '#server/contract/many-acts.ts';

import { BatchProgress } from './batch-progress.tsx';
import { divide, manyActsEntry } from './many-acts-entry.ts';
import { PointList } from './point-list.tsx';
import { UndoBatchDialog } from './undo-batch-dialog.tsx';

/** Contract of each act; the version of each point is its own and joins later. */
const SCHEMAS = {
  recognise: RecogniseBody.omit({ version: true }),
  decline: DeclineBody.omit({ version: true }),
  propose_handover: ProposeHandoverBody.omit({ version: true }),
  check: RecordCheckBody,
} as const;

type FormProps = {
  act: ManyAct;
  judged: JudgedAct;
  batch: string;
  /** Told the number of points whose writing has begun. */
  onSent: (count: number) => void;
  onClose: () => void;
};

/** The form: day, document and words once for all points; each of them is written by itself. */
function ManyActsForm({ act, judged, batch, onSent, onClose }: FormProps) {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const outbox = useOutbox();
  const write = useWrite({
    draft: `many points ${act}`,
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
      lead={text.manyActs.kept}
      lines={[
        { label: text.pointActs.lines.act, value: text.register.act[act] },
        { label: text.pointActs.lines.point, value: text.manyActs.may({ count }) },
        ...optional(text.annulments.leadsTo, effectWords(may, judged.communes, { text, format })),
        ...optional(text.pointActs.reason, values.reason),
        ...baseLines(values, { text, format, me }),
      ]}
      confirm={text.manyActs.record({ count })}
      blocked={may.length === 0 ? text.manyActs.none : null}
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

/** The points that will be recorded with what follows at each, and those that cannot be, each with its reason. */
function JudgedLists({
  may,
  mayNot,
  communes,
}: {
  may: readonly JudgedPoint[];
  mayNot: readonly { point: JudgedPoint; why: string }[];
  communes: NamedCommunes;
}) {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const reason = ({ status }: JudgedPoint, why: string) =>
    why === 'lifecycle.wrong_status'
      ? text.register.status[status]
      : (sentenceFor(why, language) ?? why);
  const follows = ({ effects }: JudgedPoint) =>
    effects.map((effect) => effectLine(effect, communes, { text, format }));
  return (
    <>
      <PointList
        words={text.manyActs.may({ count: format.number(may.length, 0) })}
        points={may.map((point) => ({ ...point, notes: follows(point) }))}
      />
      <PointList
        words={text.manyActs.mayNot({ count: format.number(mayNot.length, 0) })}
        points={mayNot.map(({ point, why }) => ({ ...point, notes: [reason(point, why)] }))}
      />
    </>
  );
}

/** One form for an act on many points: which of them it may be recorded for, then the form, then how far it has come. */
export function ManyActsDialog({
  act,
  query,
  onClose,
}: {
  act: ManyAct;
  query: Readonly<Record<string, string>>;
  onClose: () => void;
}) {
  const text = useText();
  const [batch] = useState(drawId);
  const [sent, setSent] = useState(0);
  const [undoing, setUndoing] = useState(false);
  const key = ['judged-acts', act, query, batch];
  const asked = { query: { ...query, act } };
  // Judged once: the list must not change under the one who reads it.
  const judged = useQuery(apiQuery(key, api['judged-acts'].$get, asked, { staleTime: Infinity }));
  const title = text.register.act[act];
  if (undoing) return <UndoBatchDialog batchId={batch} onClose={onClose} />;
  if (sent > 0) {
    return (
      <DialogFrame title={title} size={560} onClose={onClose}>
        <BatchProgress
          batch={batch}
          total={sent}
          onUndo={() => setUndoing(true)}
          onClose={onClose}
        />
      </DialogFrame>
    );
  }
  const total = judged.data?.total ?? 0;
  if (judged.data !== undefined && total <= MOST_AT_ONCE) {
    return (
      <ManyActsForm
        act={act}
        judged={judged.data}
        batch={batch}
        onSent={setSent}
        onClose={onClose}
      />
    );
  }
  return (
    <DialogFrame title={title} size={560} onClose={onClose}>
      <ErrorNotice error={judged.error} onRetry={() => void judged.refetch()} />
      {judged.isPending && <LoadingRows rows={3} />}
      <TooMany total={total} />
      <Button variant="default" mt="md" onClick={onClose}>
        {text.manyActs.close}
      </Button>
    </DialogFrame>
  );
}

/** Says that one form does not take so many; nothing where it does. */
function TooMany({ total }: { total: number }) {
  const text = useText();
  const format = useFormat();
  if (total <= MOST_AT_ONCE) return null;
  const words = { total: format.number(total, 0), most: format.number(MOST_AT_ONCE, 0) };
  return <Notice>{text.manyActs.tooMany(words)}</Notice>;
}
