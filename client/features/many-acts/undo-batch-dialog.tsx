import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { DialogFrame } from '#client/forms/dialog-frame.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { drawId } from '#client/offline/outbox/new-entry.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';

import { BatchProgress } from './batch-progress.tsx';
import { UndoBatchForm } from './undo-batch-form.tsx';

/** Undoes the acts of one press: what would become of each, then the form, then how far it has come. */
export function UndoBatchDialog({ batchId, onClose }: { batchId: string; onClose: () => void }) {
  const text = useText();
  const [undoing] = useState(drawId);
  const [sent, setSent] = useState(0);
  const batch = useQuery({
    queryKey: ['act-batch', batchId, undoing],
    queryFn: ({ signal }) =>
      call(api['act-batches'][':id'].$get({ param: { id: batchId } }, { init: { signal } })),
    // Judged once: the list must not change under the one who reads it.
    staleTime: Infinity,
  });
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
