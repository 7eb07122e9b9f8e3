import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';

import classes from './edge.module.css';

const ID = 'edge';

/** The strip at the lower edge of every screen: notices there take room from the screen and cover nothing. */
export function Edge({ className }: { className: string | undefined }) {
  return (
    <div id={ID} className={className}>
      <Notifications
        withinPortal={false}
        position="bottom-center"
        limit={2}
        className={classes.notices ?? ''}
      />
    </div>
  );
}

/** Puts something into the strip, however far the screen is scrolled. */
export function AtEdge({ children }: { children: ReactNode }) {
  const edge = document.getElementById(ID);
  return edge === null ? children : createPortal(children, edge);
}
