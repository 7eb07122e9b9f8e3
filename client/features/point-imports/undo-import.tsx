import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { pointsChanged } from '#client/register/points-changed.ts';
import type { ImportRunDetail } from '#server/contract/import-history.ts';

/** Asks before a whole import is undone, and says what goes and what stays. */
export function UndoImport({ run, onClose }: { run: ImportRunDetail; onClose: () => void }) {
  const { importHistory: own } = useText();
  const format = useFormat();
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) =>
      call(api['point-imports'][':id'].undo.$post({ param: { id: String(run.id) } }, once)),
    said: own.undoneNow,
    keep: (client) => pointsChanged(client),
    refresh: [['point-imports']],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      weighty
      title={own.undoTitle}
      lines={[
        { label: own.file, value: run.fileName },
        { label: own.by, value: `${run.importedBy}, ${format.dateTime(run.importedAt)}` },
        {
          label: own.undoRemoved,
          value: own.undoRemovedOf({ count: format.number(run.added, 0) }),
        },
        { label: own.undoKept, value: own.undoKeptMore },
      ]}
      confirm={own.undo}
      onClose={onClose}
    />
  );
}
