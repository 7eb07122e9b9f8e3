import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { RecordPreview, type RecordLine } from '#client/ui/record-preview.tsx';

/** What a team writes in the street: its fields, what will be recorded, what went wrong, and both ways out. */
export function FieldDialog({
  title,
  lines,
  confirm,
  whole,
  sending,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  lines: readonly RecordLine[];
  confirm: string;
  /** Whether there is enough to be recorded. */
  whole: boolean;
  sending: { error: Error | null; isPending: boolean };
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { common } = useText();
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  return (
    <Modal
      opened
      fullScreen={phone ?? false}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (whole) onSubmit();
        }}
      >
        <Stack gap={16}>
          {children}
          <RecordPreview lines={lines} />
          <ErrorNotice error={sending.error} />
          <Group justify="flex-end">
            <Button variant="default" size="md" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" size="md" disabled={!whole} loading={sending.isPending}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
