import { Button, CopyButton, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';

import classes from './secret-dialog.module.css';

/** A secret that can be read now and never again; closes only by its own button. */
export function SecretDialog({
  title,
  secret,
  seen,
  size = 'md',
  onClose,
  children,
}: {
  title: string;
  /** Copied by the button. */
  secret: string;
  /** Words of the button that closes it. */
  seen: string;
  size?: 'md' | number;
  onClose: () => void;
  children: ReactNode;
}) {
  const { common } = useText();
  return (
    <Modal
      opened
      centered
      size={size}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      onClose={onClose}
      title={title}
    >
      <div className={classes.words}>{children}</div>
      <Group justify="flex-end" gap={8}>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" mih={44} onClick={copy}>
              {copied ? common.copied : common.copy}
            </Button>
          )}
        </CopyButton>
        <Button mih={44} onClick={onClose}>
          {seen}
        </Button>
      </Group>
    </Modal>
  );
}
