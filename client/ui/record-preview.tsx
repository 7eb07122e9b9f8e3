import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';

import { Modal } from './modal.tsx';
import classes from './record-preview.module.css';

export type RecordLine = { label: string; value: ReactNode };

/** The lines that an act will write, as they will stand in the record. */
export function RecordPreview({ lines }: { lines: readonly RecordLine[] }) {
  const text = useText();
  return (
    <section className={classes.preview} aria-label={text.common.willRecord}>
      <h3>{text.common.willRecord}</h3>
      <dl>
        {lines.map((line) => (
          <div key={line.label}>
            <dt>{line.label}</dt>
            <dd>{line.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Asks before an act that cannot be taken back, and shows what it will record. */
export function ConfirmRecord({
  opened,
  title,
  lines,
  confirm,
  danger = false,
  pending = false,
  notice,
  children,
  onConfirm,
  onClose,
}: {
  opened: boolean;
  title: string;
  lines: readonly RecordLine[];
  /** The verb on the button: what will happen, never “OK”. */
  confirm: string;
  danger?: boolean;
  pending?: boolean;
  /** Notice of a refusal. */
  notice?: ReactNode;
  children?: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const text = useText();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <div className={classes.body}>
        {children}
        <RecordPreview lines={lines} />
        {notice}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button {...(danger ? { color: 'red' } : {})} loading={pending} onClick={onConfirm}>
            {confirm}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
