import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { Modal } from '#client/ui/modal.tsx';

import { useReturnFocus } from './use-return-focus.ts';

/** Keeps Escape from the dialogs below: Mantine closes all that are open, unless the focused element says so. */
export const OWN_ESCAPE = { 'data-mantine-stop-propagation': true };

/** The frame of a dialog over the screen that it is begun from; on a phone it is the screen. */
export function DialogFrame({
  title,
  size,
  isOver = false,
  onClose,
  children,
}: {
  title: string;
  /** Width on a desk, pixels. */
  size: number;
  /** Stands over another dialog, which stays open at Escape; what is in this one keeps the key itself. */
  isOver?: boolean;
  onClose: () => void;
  children: ReactNode;
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
      size={size}
      onClose={onClose}
      title={title}
      closeButtonProps={{
        'aria-label': text.common.close,
        size: 44,
        ...(isOver && OWN_ESCAPE),
      }}
    >
      {children}
    </Modal>
  );
}
