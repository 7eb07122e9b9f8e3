import { Button, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { RecordPreview, type RecordLine } from '#client/ui/record-preview.tsx';

import classes from './act-dialog.module.css';
import { useReturnFocus } from './use-return-focus.ts';

/** The frame of every act: its fields, what will stand in the record, and the verb that records it. */
export function ActDialog({
  title,
  lead,
  lines,
  confirm,
  weighty = false,
  pending,
  blocked = false,
  refusals,
  notice,
  aside,
  children,
  onSubmit,
  onClose,
}: {
  title: string;
  lead?: string | undefined;
  lines: readonly RecordLine[];
  /** The verb on the button. */
  confirm: string;
  weighty?: boolean;
  pending: boolean;
  /** The act is not possible any more. */
  blocked?: boolean;
  /** Counts the times that something was found wrong: each leads the focus to the first field. */
  refusals: number;
  notice?: ReactNode;
  /** Another way to end it, between leaving and recording. */
  aside?: ReactNode;
  children: ReactNode;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  onClose: () => void;
}) {
  const text = useText();
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  const form = useFirstError(refusals);
  useReturnFocus();
  return (
    <Modal
      opened
      centered
      fullScreen={phone}
      size={560}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <form ref={form} className={classes.form} noValidate onSubmit={onSubmit}>
        {lead !== undefined && <p className={classes.lead}>{lead}</p>}
        {children}
        <RecordPreview lines={lines} />
        <p className={classes.lead}>{text.common.willRecordMore}</p>
        {notice}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          {aside}
          <Button
            type="submit"
            loading={pending}
            disabled={blocked}
            {...(weighty ? { color: 'red' } : {})}
          >
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Leads the focus to the first field at fault, each time that the count grows. */
export function useFirstError(refusals: number) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(
    function focusFirstError() {
      if (refusals === 0) return;
      const faulty = form.current?.querySelector<HTMLElement>(
        '[aria-invalid="true"], [data-faulty="true"] input',
      );
      faulty?.focus();
      const told = faulty ?? form.current?.querySelector('[role="alert"]');
      told?.scrollIntoView({ block: 'center' });
    },
    [refusals],
  );
  return form;
}
