import { Button, CopyButton, Group, Modal } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import type { AccountWithPassword } from '#server/contract/account.ts';

import classes from './accounts.module.css';

/** A password that can be read now and never again; closes only by its own button. */
export function PasswordOnce({
  issued,
  onClose,
}: {
  issued: AccountWithPassword;
  onClose: () => void;
}) {
  const text = useText();
  const { account, initialPassword } = issued;
  return (
    <Modal
      opened
      centered
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      onClose={onClose}
      title={text.accounts.passwordTitle}
    >
      <p>{text.accounts.passwordMore({ name: account.name })}</p>
      <dl className={classes.issued}>
        <dt>{text.accounts.username}</dt>
        <dd>
          <code>{account.username}</code>
        </dd>
        <dt>{text.session.password}</dt>
        <dd>
          <code>{initialPassword}</code>
        </dd>
      </dl>
      <Group justify="flex-end" gap={8}>
        <CopyButton value={initialPassword}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? text.common.copied : text.common.copy}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{text.accounts.passwordSeen}</Button>
      </Group>
    </Modal>
  );
}
