import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type * as z from 'zod';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useMe } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { BELOW, WordsField } from '#client/forms/base-fields.tsx';
import { CategoryField } from '#client/forms/category-field.tsx';
import { ChoiceField } from '#client/forms/choice-field.tsx';
import { type BaseValues, emptyBase, futureDay, isFuture } from '#client/forms/entered-values.ts';
import { otherDayFault, SignalDay } from '#client/forms/signal-day.tsx';
import { type Once, useWrite, type Write } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import type { Format } from '#client/i18n/format.ts';
import { type Text, useFormat, useText } from '#client/i18n/use-text.ts';
import { effectLine } from '#client/register/effect-lines.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { Me } from '#server/contract/account.ts';
import { DecideSignalBody } from '#server/contract/life-cycle.ts';
import {
  AnswerAppealBody,
  AppealSignalBody,
  NewPointOfSignalBody,
  type SignalAct,
  UndoDecisionBody,
} from '#server/contract/signal.ts';
import type { SignalDetail } from '#server/contract/signal-detail.ts';
import shared from '#client/ui/shared.module.css';

import { refreshSignals } from './queries.ts';

const at = api.signals[':id'];

/** The acts on a signal: the body that each takes, and its address. */
const DECISIONS: Readonly<Record<SignalAct, Decision>> = {
  confirm: decision(DecideSignalBody, (json, once, param) =>
    call(at.confirm.$post({ param, json }, once)),
  ),
  reject: decision(DecideSignalBody, (json, once, param) =>
    call(at.reject.$post({ param, json }, once)),
  ),
  undo: decision(UndoDecisionBody, (json, once, param) =>
    call(at.undo.$post({ param, json }, once)),
  ),
  appeal: decision(AppealSignalBody, (json, once, param) =>
    call(at.appeal.$post({ param, json }, once)),
  ),
  answer: decision(AnswerAppealBody, (json, once, param) =>
    call(at.appeal.answer.$post({ param, json }, once)),
  ),
  new_point: decision(NewPointOfSignalBody, (json, once, param) =>
    call(at['new-point'].$post({ param, json }, once)),
  ),
};

type DialogProps = {
  signal: SignalDetail;
  act: SignalAct;
  onDone: () => void;
  onClose: () => void;
};

/** The dialog of one act on a signal: its fields, and what will stand in the record before it does. */
export function DecisionDialog({ signal, act, onDone, onClose }: DialogProps) {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const own = text.signals;
  const categories = useQuery(categoriesQuery).data?.items;
  const { schema, send } = DECISIONS[act];
  const write = useWrite({
    draft: `decision ${act} on signal ${signal.id}`,
    initial: emptyDecision(signal, act),
    schema,
    body: (values) => ({ ...values, version: signal.version }),
    words: decisionWords(text),
    check: (values) => ({
      ...futureDay(values, text),
      ...(act === 'confirm' && otherDayFault(values, signal.occurredOn, text)),
    }),
    send: (json, once) => send(json, once, { id: String(signal.id) }),
    said: own.done[act],
    refresh: refreshSignals,
    onDone: () => {
      onDone();
      onClose();
    },
  });
  const { values } = write;
  return (
    <WriteDialog
      write={write}
      title={own.act[act]}
      lead={own.actLead[act]}
      lines={decisionLines(signal, act, values, {
        categoryName: categories?.find(({ code }) => code === values.category)?.name ?? null,
        text,
        format,
        me,
      })}
      confirm={own.act[act]}
      weighty={act === 'confirm'}
      blocked={write.overtaken ? text.pointActs.changedNotWritten : null}
      onClose={onClose}
    >
      {act !== 'undo' && <Fields act={act} field={write.field} />}
      {act === 'confirm' && (
        <SignalDay
          effectiveOn={values.effectiveOn}
          signalOn={signal.occurredOn}
          field={write.field}
          onTake={(day) => write.form.setFieldValue('effectiveOn', day)}
        />
      )}
    </WriteDialog>
  );
}

function Fields({ act, field }: { act: SignalAct } & Pick<Write, 'field'>) {
  const { signals: own, pointActs } = useText();
  return (
    <>
      {act === 'answer' && (
        <ChoiceField
          label={own.lineAnswer}
          options={(['upheld', 'granted'] as const).map((value) => ({
            value,
            label: own.answers[value],
          }))}
          {...field('answer')}
        />
      )}
      {act === 'new_point' && (
        <>
          <PlainInput label={own.lineNewPoint} data-autofocus {...field('officialName')} />
          <CategoryField field={field} />
        </>
      )}
      <WordsField
        label={pointActs.reason}
        description={own.reasonMore}
        data-autofocus={act === 'new_point' ? undefined : true}
        {...field('reason')}
      />
      <SimpleGrid
        className={shared.tops}
        minColWidth="min(100%, 200px)"
        autoFlow="auto-fit"
        spacing="md"
      >
        <DateField
          label={pointActs.effectiveOn}
          description={pointActs.effectiveOnMore}
          excludeDate={isFuture}
          inputWrapperOrder={BELOW}
          {...field('effectiveOn')}
        />
        {act !== 'new_point' && (
          <PlainInput
            label={pointActs.documentNumber}
            description={pointActs.documentNumberMore}
            inputWrapperOrder={BELOW}
            {...field('documentNumber')}
          />
        )}
      </SimpleGrid>
      {(act === 'confirm' || act === 'reject') && (
        <WordsField
          label={pointActs.note}
          description={pointActs.noteMore}
          minRows={1}
          {...field('note')}
        />
      )}
    </>
  );
}

/** Everything that an act on a signal will write, before it is written, and what becomes of the place. */
export function decisionLines(
  signal: SignalDetail,
  act: SignalAct,
  values: DecisionValues,
  given: { categoryName: string | null; text: Text; format: Format; me: Me },
): RecordLine[] {
  const { text, format, me } = given;
  const own = text.signals;
  const line = (label: string, value: string | null): RecordLine[] =>
    value === null || value.trim() === '' ? [] : [{ label, value }];
  const { place } = signal;
  const on = values.effectiveOn;
  const anew = act === 'new_point';
  return [
    ...line(own.linePlace, place === null ? null : `${place.code}, ${place.name}`),
    ...line(own.lineAct, own.actDone[act]),
    ...line(own.lineAnswer, values.answer === null ? null : own.answers[values.answer]),
    ...line(own.lineDay, act === 'undo' || on === null ? null : format.date(on)),
    ...line(own.lineDocument, act === 'undo' || anew ? null : values.documentNumber),
    ...line(own.lineReason, values.reason),
    ...line(own.lineNote, values.note),
    ...line(own.lineNewPoint, anew ? values.officialName : null),
    ...line(own.lineCategory, anew ? given.categoryName : null),
    ...line(
      own.linePosition,
      anew && signal.position !== null ? format.coordinates(signal.position) : null,
    ),
    ...line(own.lineAfter, afterWords(signal, act, values, text)),
    ...line(text.annulments.leadsTo, act === 'confirm' ? effectWords(signal, given) : null),
    ...line(
      own.lineReplyDue,
      act === 'confirm' && signal.replyDueOn !== null ? format.date(signal.replyDueOn) : null,
    ),
    ...line(
      own.lineBy,
      text.pointActs.byPerson({ name: me.account.name, role: text.register.role[me.role] }),
    ),
  ];
}

/** Sentences for what a confirmation leads to, beside the cycle that has a line of its own. */
function effectWords(
  { confirmEffects, effectCommunes }: SignalDetail,
  words: { text: Text; format: Format },
): string {
  return confirmEffects
    .filter(({ kind }) => kind !== 'cycle_opened')
    .map((effect) => effectLine(effect, effectCommunes, words))
    .join('. ');
}

function afterWords(
  { place, state }: SignalDetail,
  act: SignalAct,
  { answer }: DecisionValues,
  { signals: own }: Text,
): string {
  if (act === 'confirm') return own.afterConfirm({ cycle: String((place?.cycle ?? 0) + 1) });
  if (act === 'undo') return own.afterUndo;
  if (act === 'appeal') return own.afterAppeal;
  if (act !== 'answer') return own.afterReject;
  if (answer !== 'granted') return own.afterUpheld;
  return state === 'confirmed' ? own.afterGrantedConfirmed : own.afterReject;
}

/** Inputs of the dialog of an act; every act uses a part of them. */
export type DecisionValues = BaseValues & {
  reason: string;
  officialName: string;
  category: string | null;
  answer: 'upheld' | 'granted' | null;
  /** Another day than that of the signal is meant. */
  isOtherDay: boolean;
};

export function emptyDecision(signal: SignalDetail, act: SignalAct): DecisionValues {
  return {
    ...emptyBase(),
    // The place came back on the day of the sign, and not when somebody found the time to say so.
    ...(act === 'confirm' && { effectiveOn: signal.occurredOn }),
    isOtherDay: false,
    reason: '',
    officialName: '',
    category: signal.category ?? signal.place?.category ?? null,
    answer: null,
  };
}

/** Sentences that are more precise here than in other forms. */
function decisionWords({ signals: own }: Text): Record<string, string> {
  return {
    officialName: own.nameMissing,
    category: own.categoryMissing,
    answer: own.answerMissing,
  };
}

type Param = { id: string };

type Decision = {
  schema: z.ZodType;
  send: (json: unknown, once: Once, param: Param) => Promise<unknown>;
};

function decision<S extends z.ZodType>(
  schema: S,
  send: (json: z.output<S>, once: Once, param: Param) => Promise<unknown>,
): Decision {
  return { schema, send: (json, once, param) => send(schema.parse(json), once, param) };
}
