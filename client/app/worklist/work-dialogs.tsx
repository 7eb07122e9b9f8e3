import { useQuery } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { CheckDialog } from '#client/features/checks/check-dialog.tsx';
import { pointQuery } from '#client/register/record-queries.ts';
import { ReplyForm } from '#client/features/replies/reply-form.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import type { WorkItem, WorkOf } from '#server/contract/worklist.ts';

import { AnswerForm } from '#client/features/handovers/answer-form.tsx';
import type { OpenWork } from '#client/features/worklist/work-actions.tsx';
import { Modal } from '#client/ui/modal.tsx';

/** The dialog of the act that was asked for; it stays when its card leaves the list meanwhile. */
export default function WorkDialogs({
  open,
  items,
  onClose,
}: {
  open: OpenWork;
  items: readonly WorkItem[];
  onClose: () => void;
}) {
  if (open.form === 'check') return <CheckDialog point={open.item.point} onClose={onClose} />;
  if (open.form === 'reply') return <ReplyTo item={open.item} onClose={onClose} />;
  const waits = items.some(({ kind, id }) => kind === open.item.kind && id === open.item.id);
  return <AnswerForm act={open.form} item={open.item} waits={waits} onClose={onClose} />;
}

/** The words of a draft and earlier versions come with the record. */
function ReplyTo({ item, onClose }: { item: WorkOf<'reply'>; onClose: () => void }) {
  const text = useText();
  const record = useQuery(pointQuery(item.point.id));
  if (record.data !== undefined) {
    return <ReplyForm point={record.data} cycle={item.reply.cycle} onClose={onClose} />;
  }
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={text.replies.title}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      {record.isPending && <LoadingRows rows={6} height={20} />}
      <ErrorNotice error={record.error} onRetry={() => void record.refetch()} />
    </Modal>
  );
}
