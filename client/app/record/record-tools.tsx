import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLink, IconPrinter, IconX } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { copyText } from '#client/ui/copy-text.tsx';

type Sign = ComponentType<{ size: number; stroke: number; 'aria-hidden': boolean }>;

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
  const text = useText();
  const { pointDrawer: own } = text;
  const copy = () => void copyText(`${location.origin}/?id=${pointId}`, text, own.copied);
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
