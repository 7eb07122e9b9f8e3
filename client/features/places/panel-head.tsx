import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';

import { useScreenTitle } from '#client/ui/screen-title.tsx';

import classes from './draw-panel.module.css';

/** The title, which has the focus when the panel opens, and the way out under its name. */
export function PanelHead({
  title,
  wayOut,
  onClose,
}: {
  title: string;
  wayOut: string;
  onClose: () => void;
}) {
  useScreenTitle(title, true);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(function focusTitle() {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={classes.bar}>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <ActionIcon variant="subtle" color="gray" size={44} aria-label={wayOut} onClick={onClose}>
        <IconX size={20} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
