import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { sentenceFor } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { WordsField } from '#client/forms/base-fields.tsx';
import { optional } from '#client/forms/base-lines.ts';
import { DialogFrame } from '#client/forms/dialog-frame.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useText, useFormat, useLanguage } from '#client/i18n/use-text.ts';
import { drawId } from '#client/offline/outbox/new-entry.ts';
import { useEntries, useOutbox } from '#client/offline/outbox/outbox-context.ts';
import { countedLines, effectWords, effectLine } from '#client/register/effect-lines.ts';
import { standingName } from '#client/register/standing-name.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { ActBatch, BatchAct, NamedCommunes } from '#server/contract/act-batch.ts';
import { AnnulBody } from '#server/contract/annulment.ts';

import { BatchProgress } from './batch-progress.tsx';
import classes from './many-acts.module.css';
import { PointList } from './point-list.tsx';
import { sortActs, undoEntry, type SortedActs } from './undo-entry.ts';

const UndoBody = AnnulBody.omit({ version: true });

/** The form: reason and document once for all points; each undoing is written by itself. */
function UndoBatchForm({
  batch,
  undoing,
  onSent,
  onClose,
}: {
  batch: ActBatch;
  /** Id of this press, by which its entries are found. */
  undoing: string;
  /** Told the number of points whose undoing has begun. */
  onSent: (count: number) => void;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  const outbox = useOutbox();
  const sorted = sortActs(batch.items, useEntries());
  const { may, refused } = sorted;
  const needsDocument = may.some((act) => act.needsDocument);
  const missing = text.sentences['lifecycle.document_required'] ?? null;
  const write = useWrite({
    initial: { reason: '', documentNumber: '' },
    schema: UndoBody,
    check: ({ documentNumber }) => ({
      documentNumber: needsDocument && documentNumber.trim() === '' ? missing : null,
    }),
    async send(words) {
      for (const { id } of refused) await outbox.discard(id);
      const given = { batch: undoing, today: today(), text };
      await outbox.submitAll(may.map((act) => undoEntry(act, words, given)));
      return may.length;
    },
    onDone: onSent,
  });
  const lines = useLines(batch, may, write.values);
  const own = text.manyActs;
  const count = format.number(may.length, 0);
  return (
    <WriteDialog
      write={write}
      title={own.undoAll}
      lead={may.length === 0 ? own.undoNone : own.undoLead}
      lines={lines}
      confirm={own.undo({ count })}
      weighty
      blocked={may.length === 0}
      onClose={onClose}
    >
      <UndoLists sorted={sorted} communes={batch.communes} />
      <WordsField label={own.undoReason} {...write.field('reason')} />
      <PlainInput
        label={text.annulments.document}
        {...write.field('documentNumber')}
        withAsterisk={needsDocument}
      />
    </WriteDialog>
  );
}

/** The lines that the undoing will write: what is undone at how many points, and what follows from it. */
function useLines(
  { communes }: ActBatch,
  may: readonly BatchAct[],
  { reason, documentNumber }: { reason: string; documentNumber: string },
): RecordLine[] {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const words = { text, format };
  const { annulments, manyActs, pointActs, register } = text;
  const acts = may.map(({ kind, effectiveOn }) =>
    [register.event[kind], format.date(effectiveOn)].join(', '),
  );
  return [
    ...optional(manyActs.undoneActs, countedLines(acts, words).join('. ')),
    ...optional(annulments.leadsTo, effectWords(may, communes, words)),
    ...optional(manyActs.undoReason, reason),
    ...optional(annulments.document, documentNumber),
    {
      label: pointActs.lines.by,
      value: pointActs.byPerson({ name: me.account.name, role: register.role[me.role] }),
    },
  ];
}

/** The points whose act will be undone, with what follows at each, and those that stay, with the reason. */
function UndoLists({ sorted, communes }: { sorted: SortedActs; communes: NamedCommunes }) {
  const text = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const { manyActs: own, annulments } = text;
  const count = (acts: readonly BatchAct[]) => ({ count: format.number(acts.length, 0) });
  const follows = ({ effects, ownUntil }: BatchAct) => [
    ...(effects.length === 0
      ? [annulments.noEffects]
      : effects.map((effect) => effectLine(effect, communes, { text, format }))),
    ...(ownUntil === null ? [] : [annulments.ownUntil({ until: format.dateTime(ownUntil) })]),
  ];
  const reason = ({ why, standing }: BatchAct) => {
    const names = standing.map((act) => standingName(act, { text, format }));
    return names.length > 0 && why === 'annulment.acts_stand_on_it'
      ? `${annulments.standing}: ${names.join('; ')}`
      : (sentenceFor(why ?? '', language) ?? text.sentences['permission.denied'] ?? '');
  };
  const { may, mayNot, undone, onTheirWay } = sorted;
  return (
    <>
      <PointList words={own.undoMay(count(may))} points={may.map(listed(follows))} />
      <PointList
        words={own.undoMayNot(count(mayNot))}
        points={mayNot.map(listed((act) => [reason(act)]))}
      />
      <PointList
        words={own.undoOnItsWay(count(onTheirWay))}
        points={onTheirWay.map(listed(() => []))}
      />
      {undone.length > 0 && <p className={classes.undone}>{own.undone(count(undone))}</p>}
    </>
  );
}

function listed(notes: (act: BatchAct) => readonly string[]) {
  return (act: BatchAct) => ({
    id: act.eventId,
    code: act.code,
    officialName: act.officialName,
    notes: notes(act),
  });
}

/** Undoes the acts of one press: what would become of each, then the form, then how far it has come. */
export function UndoBatchDialog({ batchId, onClose }: { batchId: string; onClose: () => void }) {
  const text = useText();
  const [undoing] = useState(drawId);
  const [sent, setSent] = useState(0);
  const key = ['act-batch', batchId, undoing];
  const asked = { param: { id: batchId } };
  // Judged once: the list must not change under the one who reads it.
  const batch = useQuery(
    apiQuery(key, api['act-batches'][':id'].$get, asked, { staleTime: Infinity }),
  );
  const title = text.manyActs.undoAll;
  if (sent === 0 && batch.data !== undefined) {
    return (
      <UndoBatchForm batch={batch.data} undoing={undoing} onSent={setSent} onClose={onClose} />
    );
  }
  return (
    <DialogFrame title={title} size={560} onClose={onClose}>
      {sent > 0 ? (
        <BatchProgress batch={undoing} total={sent} undoes onClose={onClose} />
      ) : (
        <>
          <ErrorNotice error={batch.error} onRetry={() => void batch.refetch()} />
          {batch.isPending && <LoadingRows rows={3} />}
          <Button variant="default" mt="md" onClick={onClose}>
            {text.manyActs.close}
          </Button>
        </>
      )}
    </DialogFrame>
  );
}
