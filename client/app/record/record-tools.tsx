import { ActionIcon, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLink, IconPrinter, IconX } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';

type Sign = ComponentType<{ size: number; stroke: number; 'aria-hidden': boolean }>;

/** Copies a text and says so; a browser may refuse it. */
export async function copyText(words: string, done: string, failed: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
    notifications.show({ message: done });
  } catch {
    notifications.show({ message: failed, color: 'red' });
  }
}

/** Link, print, close. */
export function RecordTools({
  pointId,
  onPrint,
  onClose,
}: {
  pointId: number;
  /** Null while there is nothing to print. */
  onPrint: (() => void) | null;
  onClose: () => void;
}): ReactNode {
  const { pointDrawer: own } = useText();
  const copy = () => void copyText(`${location.origin}/?id=${pointId}`, own.copied, own.copyFailed);
  return (
    <>
      <Tool label={own.copyLink} sign={IconLink} onClick={copy} />
      {onPrint !== null && <Tool label={own.print} sign={IconPrinter} onClick={onPrint} />}
      <Tool label={own.close} sign={IconX} onClick={onClose} />
    </>
  );
}

function Tool({ label, sign: Icon, onClick }: { label: string; sign: Sign; onClick: () => void }) {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon variant="subtle" color="gray" size={36} aria-label={label} onClick={onClick}>
        <Icon size={20} stroke={1.6} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
