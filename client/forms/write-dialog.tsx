import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { SHORTCUTS } from '#client/ui/shortcuts.ts';
import { RecordPreview, type RecordLine } from '#client/ui/record-preview.tsx';

import classes from './forms.module.css';
import { DialogFrame } from './dialog-frame.tsx';
import { ProposeInstead } from './propose-instead.tsx';
import type { Write } from './use-write.ts';

/** The frame of everything that is written in a dialog: fields, what will stand in the record, the verb. */
export function WriteDialog({
  write,
  title,
  lead,
  lines,
  confirm,
  weighty = false,
  blocked = false,
  notice = <ErrorNotice error={write.error} />,
  aside,
  children,
  onClose,
}: {
  write: Pick<Write, 'formProps' | 'pending' | 'error' | 'proposal'>;
  title: string;
  lead?: string | undefined;
  /** Lines that preview the record; absent where nothing of a record is written. */
  lines?: readonly RecordLine[];
  /** The verb on the button. */
  confirm: string;
  /** Takes something away: the button is red. */
  weighty?: boolean;
  /** True when it cannot be recorded, or not any more. */
  blocked?: boolean;
  /** A refusal in other words than its own. */
  notice?: ReactNode;
  /** Another way to end it, between leaving and recording. */
  aside?: ReactNode;
  children?: ReactNode;
  onClose: () => void;
}) {
  const text = useText();
  useSendKey(write, blocked);
  return (
    <DialogFrame title={title} size={560} onClose={onClose}>
      <form className={classes.form} {...write.formProps}>
        {lead !== undefined && <p className={classes.lead}>{lead}</p>}
        {children}
        {lines !== undefined && <WillRecord lines={lines} />}
        {proposalOr(notice, write, onClose)}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          {aside}
          <Button
            type="submit"
            loading={write.pending}
            disabled={blocked || write.proposal !== null}
            {...(weighty ? { color: 'red' } : {})}
          >
            {confirm}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}

/** The way to propose what one person may not do alone, or else a refusal. */
function proposalOr(
  notice: ReactNode,
  { proposal }: Pick<Write, 'proposal'>,
  onDone: () => void,
): ReactNode {
  return proposal === null ? notice : <ProposeInstead act={proposal} onDone={onDone} />;
}

/** Sends by key, also from within a field: Enter alone begins a new line in a field of words. */
function useSendKey({ formProps }: Pick<Write, 'formProps'>, blocked: boolean): void {
  useHotkeys([[SHORTCUTS.send, () => !blocked && formProps.ref.current?.requestSubmit()]], []);
}

function WillRecord({ lines }: { lines: readonly RecordLine[] }) {
  const text = useText();
  return (
    <>
      <RecordPreview lines={lines} />
      <p className={classes.lead}>{text.common.willRecordMore}</p>
    </>
  );
}
