import { Button, Group, Modal } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { useOutbox, useUnsent } from '#client/offline/outbox/outbox-context.ts';

import { useSignOut } from './use-sign-out.ts';
import classes from './user-menu.module.css';

/** Signs out; has the reader asked first when work would be lost with it. */
export function SignOutButton({ onAsk }: { onAsk: () => void }) {
  const text = useText();
  const unsent = useUnsent();
  const signOut = useSignOut(useOutbox().accountId);
  return (
    <button
      type="button"
      disabled={signOut.isPending}
      onClick={() => (unsent.length > 0 ? onAsk() : signOut.mutate())}
    >
      <IconLogout size={18} stroke={1.6} aria-hidden="true" />
      {text.common.signOut}
    </button>
  );
}

/** Names the unsent work that a sign-out deletes. */
export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const own = text.outbox;
  const format = useFormat();
  const unsent = useUnsent();
  const signOut = useSignOut(useOutbox().accountId);
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={own.signOutTitle}
      closeButtonProps={{ 'aria-label': text.common.close, size: 44 }}
    >
      <p>{own.signOutLead({ count: format.number(unsent.length, 0) })}</p>
      <ul className={classes.unsent}>
        {unsent.map(({ id, title, label }) => (
          <li key={id}>
            {title}: {label}
          </li>
        ))}
      </ul>
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" mih={44} onClick={onClose}>
          {own.signOutStay}
        </Button>
        <Button color="red" mih={44} loading={signOut.isPending} onClick={() => signOut.mutate()}>
          {own.signOutAnyway}
        </Button>
      </Group>
    </Modal>
  );
}
