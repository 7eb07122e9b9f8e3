import { Button, CopyButton, Group, Modal } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import type { NewToken } from '#server/contract/token.ts';

import classes from './tokens.module.css';

/** A token that can be read now and never again, with the address for GIS programs; closes only by its own button. */
export function TokenOnce({ issued, onClose }: { issued: NewToken; onClose: () => void }) {
  const { tokens: own, common } = useText();
  return (
    <Modal
      opened
      centered
      size={620}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      onClose={onClose}
      title={own.onceTitle}
    >
      <div className={classes.once}>
        <p>{own.onceMore}</p>
        <p>
          {issued.name}: <code data-token>{issued.token}</code>
        </p>
        <p>{own.how}</p>
        <pre aria-label={own.how}>{`${location.origin}/ogc`}</pre>
        <Group justify="flex-end" gap={8}>
          <CopyButton value={issued.token}>
            {({ copied, copy }) => (
              <Button variant="default" mih={44} onClick={copy}>
                {copied ? common.copied : common.copy}
              </Button>
            )}
          </CopyButton>
          <Button mih={44} onClick={onClose}>
            {own.seen}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
