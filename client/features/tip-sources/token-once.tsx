import { Button, CopyButton, Group, Modal } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import type { TipSourceWithToken } from '#server/contract/tip-source.ts';

import classes from './tip-sources.module.css';

/** A token that can be read now and never again; closes only by its own button. */
export function TokenOnce({
  issued,
  onClose,
}: {
  issued: TipSourceWithToken;
  onClose: () => void;
}) {
  const { tipSources: own } = useText();
  const example = [
    `curl -X POST ${location.origin}/api/intake/tips`,
    `  -H 'Authorization: Bearer ${issued.token}'`,
    `  -H 'Content-Type: application/json'`,
    `  -d '{"channelNumber":"0001","position":[105.85,21.032]}'`,
  ].join(' \\\n');
  return (
    <Modal
      opened
      centered
      size={620}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      onClose={onClose}
      title={own.once}
    >
      <div className={classes.once}>
        <p>{own.onceMore}</p>
        <p>
          {issued.source.name}: <code data-token>{issued.token}</code>
        </p>
        <p>{own.how}</p>
        <pre aria-label={own.how}>{example}</pre>
        <Group justify="flex-end" gap={8}>
          <CopyButton value={issued.token}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? own.copied : own.copy}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{own.close}</Button>
        </Group>
      </div>
    </Modal>
  );
}
