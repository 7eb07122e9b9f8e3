import { useQuery } from '@tanstack/react-query';

import { useMe } from '#client/api/me.ts';
import { categoriesQuery } from '#client/api/points.ts';
import { BELOW, WordsField } from '#client/forms/base-fields.tsx';
import { CategoryField } from '#client/forms/category-field.tsx';
import { ChoiceField } from '#client/forms/choice-field.tsx';
import { futureDay, isFuture } from '#client/forms/entered-values.ts';
import { useWrite, type Write } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';
import type { SignalAct } from '#server/contract/signal.ts';
import type { SignalDetail } from '#server/contract/signal-detail.ts';

import { decisionLines } from './decision-lines.ts';
import { DECISIONS, decisionWords, emptyDecision } from './decision.ts';
import { refreshSignals } from './queries.ts';
import classes from './signals.module.css';

/** The dialog of one act on a signal: its fields, and what will stand in the record before it does. */
export function DecisionDialog({
  signal,
  act,
  onDone,
  onClose,
}: {
  signal: SignalDetail;
  act: SignalAct;
  onDone: () => void;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const own = text.signals;
  const categories = useQuery(categoriesQuery).data?.items;
  const { schema, send } = DECISIONS[act];
  const write = useWrite({
    initial: emptyDecision(signal),
    schema,
    body: (values) => ({ ...values, version: signal.version }),
    words: decisionWords(text),
    check: (values) => futureDay(values, text),
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
      blocked={write.overtaken}
      onClose={onClose}
    >
      {act !== 'undo' && <Fields act={act} field={write.field} />}
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
      <div className={classes.pair}>
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
      </div>
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
