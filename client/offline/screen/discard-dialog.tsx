import { Button, Group, Modal } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { useOutbox } from '#client/offline/outbox/outbox-context.ts';
import { isChangeable } from '#client/offline/outbox/rules.ts';

import { EntryContent } from './entry-content.tsx';
import classes from './outbox.module.css';

/** Asks before an unsent entry is given up, and shows what will then not be recorded. */
export function DiscardDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const text = useText();
  const own = text.outbox;
  const outbox = useOutbox();
  const discard = async () => {
    await outbox.discard(entry.id);
    onClose();
  };
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={own.discardTitle}
      closeButtonProps={{ 'aria-label': text.common.close, size: 44 }}
    >
      <div className={classes.dialog}>
        <p>{isChangeable(entry) ? own.discardLead : own.discardUnsure}</p>
        <EntryContent entry={entry} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" mih={44} onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button color="red" mih={44} onClick={() => void discard()}>
            {own.discard}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
