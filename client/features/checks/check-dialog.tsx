import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';

import { useReturnFocus } from '#client/forms/use-return-focus.ts';
import { useText } from '#client/i18n/use-text.ts';

import type { CheckDraft } from './check-entry.ts';
import { CheckForm } from './check-form.tsx';

/** The check over the screen that it is begun from; on a phone it is the screen. */
export function CheckDialog({
  point,
  draft = null,
  onClose,
}: {
  point: { id: number; code: string; officialName: string };
  /** The entry of the outbox that is being changed; null for a new look. */
  draft?: CheckDraft | null;
  onClose: () => void;
}) {
  const text = useText();
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  useReturnFocus();
  return (
    <Modal
      opened
      centered
      fullScreen={phone}
      size={520}
      onClose={onClose}
      title={text.checks.title}
      closeButtonProps={{ 'aria-label': text.common.close, size: 44 }}
    >
      <CheckForm point={point} draft={draft} onRecorded={onClose} onCancel={onClose} />
    </Modal>
  );
}
