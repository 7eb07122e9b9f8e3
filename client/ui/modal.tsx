import {
  Drawer as MantineDrawer,
  Modal as MantineModal,
  type DrawerProps,
  type ModalProps,
} from '@mantine/core';

import { useBackCloses } from './back-closes.ts';

/** Dialog over the screen; Escape and Back close it. */
export function Modal(props: ModalProps) {
  useBackCloses(props.opened, props.onClose);
  return <MantineModal {...props} />;
}

/** The same at an edge of the screen. */
export function Drawer(props: DrawerProps) {
  useBackCloses(props.opened, props.onClose);
  return <MantineDrawer {...props} />;
}
