import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { DialogFrame } from '#client/forms/dialog-frame.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { drawId } from '#client/offline/outbox/new-entry.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { type ManyAct, MOST_AT_ONCE } from '#server/contract/many-acts.ts';

import { BatchProgress } from './batch-progress.tsx';
import { ManyActsForm } from './many-acts-form.tsx';
import { UndoBatchDialog } from './undo-batch-dialog.tsx';

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
  const judged = useQuery({
    queryKey: ['judged-acts', act, query, batch],
    queryFn: ({ signal }) =>
      call(api['judged-acts'].$get({ query: { ...query, act } }, { init: { signal } })),
    // Judged once: the list must not change under the one who reads it.
    staleTime: Infinity,
  });
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
