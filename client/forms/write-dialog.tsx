import { Button, Flex } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { SHORTCUTS } from '#client/ui/shortcuts.ts';
import { RecordPreview, type RecordLine } from '#client/ui/record-preview.tsx';

import classes from './forms.module.css';
import { DialogFrame } from './dialog-frame.tsx';
import { Form } from './form.tsx';
import { ProposeInstead } from './propose-instead.tsx';
import { SubmitButton } from './submit-button.tsx';
import shared from '#client/ui/shared.module.css';
import type { Write } from './use-write.ts';

/** The frame of everything that is written in a dialog: fields, what will stand in the record, the verb. */
export function WriteDialog({
  write,
  title,
  lead,
  lines,
  confirm,
  weighty = false,
  blocked = null,
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
  /** Says beside the button why it cannot be recorded, or not any more; null where it can. */
  blocked?: string | null;
  /** A refusal in other words than its own. */
  notice?: ReactNode;
  /** Another way to end it, between leaving and recording. */
  aside?: ReactNode;
  children?: ReactNode;
  onClose: () => void;
}) {
  const text = useText();
  useSendKey(write, blocked !== null);
  return (
    <DialogFrame title={title} size={560} onClose={onClose}>
      <Form className={classes.form} {...write.formProps}>
        {lead !== undefined && <p className={shared.muted}>{lead}</p>}
        {children}
        {lines !== undefined && <WillRecord lines={lines} />}
        {proposalOr(notice, write, onClose)}
        <Flex className={classes.buttons} gap="xs" justify="flex-end" wrap="wrap">
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          {aside}
          {write.proposal === null && (
            <SubmitButton
              why={blocked}
              loading={write.pending}
              {...(weighty ? { color: 'red' } : {})}
            >
              {confirm}
            </SubmitButton>
          )}
        </Flex>
      </Form>
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
      <p className={shared.muted}>{text.common.willRecordMore}</p>
    </>
  );
}
