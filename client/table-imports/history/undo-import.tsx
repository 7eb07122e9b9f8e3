import type { QueryClient } from '@tanstack/react-query';

import { TIPS_KEY } from '#client/api/tips.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat } from '#client/i18n/use-text.ts';
import { pointsChanged } from '#client/register/points-changed.ts';
import type { ImportRunDetail } from '#server/contract/import-history.ts';

import { importsKey, undoRun, type HistoryOf } from './queries.ts';
import { useHistoryWords } from './use-history-words.ts';

/** Asks before a whole import is undone, and says what goes and what stays. */
export function UndoImport({
  of,
  run,
  onClose,
}: {
  of: HistoryOf;
  run: ImportRunDetail;
  onClose: () => void;
}) {
  const own = useHistoryWords(of);
  const format = useFormat();
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) => undoRun(of, run.id, once),
    said: own.undoneNow,
    ...(of === 'points' && { keep: (client: QueryClient) => pointsChanged(client) }),
    refresh: of === 'points' ? [importsKey(of)] : [importsKey(of), TIPS_KEY],
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
