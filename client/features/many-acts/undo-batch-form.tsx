import { TextInput } from '@mantine/core';

import { useMe } from '#client/api/me.ts';
import { WordsField } from '#client/forms/base-fields.tsx';
import { optional } from '#client/forms/base-lines.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { useEntries, useOutbox } from '#client/offline/outbox/outbox-context.ts';
import { countedLines, effectWords } from '#client/register/effect-lines.ts';
import type { ActBatch, BatchAct } from '#server/contract/act-batch.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import { AnnulBody } from '#server/contract/annulment.ts';

import { sortActs, undoEntry } from './undo-entry.ts';
import { UndoLists } from './undo-lists.tsx';

const UndoBody = AnnulBody.omit({ version: true });

/** The form: reason and document once for all points; each undoing is written by itself. */
export function UndoBatchForm({
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
      <TextInput
        label={text.annulments.document}
        autoComplete="off"
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
