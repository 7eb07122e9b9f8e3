import { Button, CopyButton, Group, Modal } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import type { Account } from '#server/contract/account.ts';

import classes from './accounts.module.css';

/** A secret that an administrator hands over: a link, or the code that another administrator's link needs. */
export type Issued = { kind: 'link' | 'code'; account: Account; secret: string };

/** A link or code that can be read now and never again; closes only by its own button. */
export function SecretOnce({ issued, onClose }: { issued: Issued; onClose: () => void }) {
  const text = useText();
  const { kind, account, secret } = issued;
  const isCode = kind === 'code';
  return (
    <Modal
      opened
      centered
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      onClose={onClose}
      title={isCode ? text.accounts.codeTitle : text.accounts.linkTitle}
    >
      <p>
        {isCode
          ? text.accounts.codeMore({ name: account.name })
          : text.accounts.linkMore({ name: account.name })}
      </p>
      {!isCode && account.link?.awaitsConfirmation === true && (
        <p>{text.accounts.linkNeedsAnother}</p>
      )}
      <dl className={classes.issued}>
        <dt>{text.accounts.username}</dt>
        <dd>
          <code>{account.username}</code>
        </dd>
        <dt>{isCode ? text.accounts.code : text.accounts.link}</dt>
        <dd>
          <code>{secret}</code>
        </dd>
      </dl>
      <Group justify="flex-end" gap={8}>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? text.common.copied : text.common.copy}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{text.accounts.secretSeen}</Button>
      </Group>
    </Modal>
  );
}
