import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

import { CopyButton } from './copy-text.tsx';
import { Modal } from './modal.tsx';
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
      <Stack className={classes.words} gap="sm" mb="sm">
        {children}
      </Stack>
      <Group justify="flex-end" gap={8}>
        <CopyButton value={secret} mih={44} />
        <Button mih={44} onClick={onClose}>
          {seen}
        </Button>
      </Group>
    </Modal>
  );
}
