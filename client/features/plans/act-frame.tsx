import { Button, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { FormEvent, ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';

import classes from './plans.module.css';

/** The frame of what is written about a plan: fields, a refusal, and the verb. */
export function ActFrame({
  title,
  lead,
  confirm,
  pending,
  error,
  children,
  onSubmit,
  onClose,
}: {
  title: string;
  lead?: string;
  confirm: string;
  pending: boolean;
  error: unknown;
  children: ReactNode;
  onSubmit: () => void;
  onClose: () => void;
}) {
  const text = useText();
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }
  return (
    <Modal
      opened
      centered
      fullScreen={phone}
      size={560}
      title={title}
      closeButtonProps={{ 'aria-label': text.common.close }}
      onClose={onClose}
    >
      <form className={classes.form} noValidate onSubmit={submit}>
        {lead !== undefined && <p>{lead}</p>}
        {children}
        <ErrorNotice error={error} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button type="submit" loading={pending}>
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
