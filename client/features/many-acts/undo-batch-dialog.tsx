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
import { type Text, useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import type { Entry, NewEntry } from '#client/offline/outbox/entry.ts';
import { drawId } from '#client/offline/outbox/new-entry.ts';
import { useEntries, useOutbox } from '#client/offline/outbox/outbox-context.ts';
import { countedLines, effectWords, effectLine } from '#client/register/effect-lines.ts';
import { pointLane } from '#client/register/outbox-point.ts';
import { standingName } from '#client/register/standing-name.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { PlainInput } from '#client/ui/plain-input.tsx';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { ActBatch, BatchAct, NamedCommunes } from '#server/contract/act-batch.ts';
import { AnnulBody } from '#server/contract/annulment.ts';
import shared from '#client/ui/shared.module.css';
import type { IsoDate } from '#server/contract/time.ts';

import { BatchProgress } from './batch-progress.tsx';
import { MANY_ACTS_KIND } from './many-acts-entry.ts';
import { PointList } from './point-list.tsx';

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
    draft: `undoing of batch ${batch.id}`,
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
      lead={own.undoLead}
      lines={lines}
      confirm={own.undo({ count })}
      weighty
      blocked={may.length === 0 ? own.undoNone : null}
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
      {undone.length > 0 && <p className={shared.aside}>{own.undone(count(undone))}</p>}
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

/** Acts of a batch by what can become of them now. */
type SortedActs = {
  may: BatchAct[];
  mayNot: BatchAct[];
  undone: BatchAct[];
  /** Their undoing is on the device and not sent yet. */
  onTheirWay: BatchAct[];
  /** Refused undoings of acts that may be undone now: they are replaced by the new ones. */
  refused: readonly Entry[];
};

/** Sorts the acts of a batch: a second press writes nothing for those whose undoing is done or on its way. */
export function sortActs(acts: readonly BatchAct[], entries: readonly Entry[]): SortedActs {
  const unsent = new Map<number, Entry>();
  for (const entry of entries) {
    const eventId = undoneBy(entry);
    if (eventId !== null && entry.state !== 'sent') unsent.set(eventId, entry);
  }
  const open = acts.filter(({ undone }) => !undone);
  const isOnItsWay = ({ eventId }: BatchAct) => {
    const state = unsent.get(eventId)?.state;
    return state === 'waiting' || state === 'sending';
  };
  const settled = open.filter((act) => !isOnItsWay(act));
  const may = settled.filter(({ why }) => why === null);
  return {
    may,
    mayNot: settled.filter(({ why }) => why !== null),
    undone: acts.filter(({ undone }) => undone),
    onTheirWay: open.filter(isOnItsWay),
    refused: may.flatMap(({ eventId }) => unsent.get(eventId) ?? []),
  };
}

/** Id of the act that an entry undoes; null for every other entry. */
function undoneBy({ kind, context }: Entry): number | null {
  const eventId: unknown = Object(context)['undoes'];
  return kind === MANY_ACTS_KIND && typeof eventId === 'number' ? eventId : null;
}

/** Words of the form that undoes, as the server takes them. */
type UndoWords = { reason: string; documentNumber: string | null };

/** One undoing, as the outbox sends it: an annulment or a withdrawal under a key of its own. */
export function undoEntry(
  act: BatchAct,
  { reason, documentNumber }: UndoWords,
  { batch, today, text }: { batch: string; today: IsoDate; text: Text },
): NewEntry {
  const { eventId, handoverId, pointId, version, code, officialName } = act;
  return {
    kind: MANY_ACTS_KIND,
    ...(handoverId === null
      ? { path: `/api/events/${eventId}/annul`, body: { version, reason, documentNumber } }
      : {
          path: `/api/handovers/${handoverId}/withdraw`,
          body: { effectiveOn: today, reason, documentNumber },
        }),
    lane: pointLane(pointId),
    title: text.manyActs.undoAll,
    label: `${code}, ${officialName}`,
    lines: [],
    context: { batch, undoes: eventId },
  };
}
