import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';

import { useReturnFocus } from './use-return-focus.ts';

/** The frame of a dialog over the screen that it is begun from; on a phone it is the screen. */
export function DialogFrame({
  title,
  size,
  onClose,
  children,
}: {
  title: string;
  /** Width on a desk, pixels. */
  size: number;
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
      closeButtonProps={{ 'aria-label': text.common.close, size: 44 }}
    >
      {children}
    </Modal>
  );
}
