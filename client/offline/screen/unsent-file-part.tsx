import { Button, FileButton, Group, Text } from '@mantine/core';
import { useState } from 'react';

import { nowMilliseconds } from '#client/i18n/clock.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { unsentServer } from '#client/offline/outbox/device.ts';
import { deviceStore } from '#client/offline/outbox/device-store.ts';
import { useOutbox } from '#client/offline/outbox/outbox-context.ts';
import {
  MOST_FILE_BYTES,
  takeUnsentFile,
  UnsentFileProblem,
  writeUnsentFile,
} from '#client/offline/outbox/unsent-file.ts';
import { Notice } from '#client/ui/notice.tsx';
import { saveFile } from '#client/ui/save-file.ts';

import classes from './outbox.module.css';

/** Saves what is unsent as a file, for a device that finds no network, and takes such a file of another device. */
export function UnsentFilePart({ unsent }: { unsent: number }) {
  const { outbox: own } = useText();
  const format = useFormat();
  const outbox = useOutbox();
  const [said, setSaid] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const attempt = async (act: () => Promise<string>) => {
    try {
      setSaid(await act());
      setWrong(false);
    } catch (error) {
      const reason = error instanceof UnsentFileProblem ? error.reason : 'unreadable';
      setSaid(own.fileProblem[reason]);
      setWrong(true);
    }
  };
  const save = () =>
    attempt(async () => {
      const store = await deviceStore();
      const blob = await writeUnsentFile(store, outbox.accountId, nowMilliseconds());
      saveFile(blob, `viec-chua-gui-${today()}.diaban`);
      return own.fileSaved({ count: format.number(unsent, 0) });
    });
  const take = (file: File | null) => {
    if (file === null) return;
    void attempt(async () => {
      if (file.size > MOST_FILE_BYTES) throw new UnsentFileProblem('unreadable');
      const store = await deviceStore();
      const text = await file.text();
      const { accountId } = outbox;
      const server = unsentServer(accountId);
      const { taken, known } = await takeUnsentFile(store, accountId, text, server);
      await outbox.look();
      void outbox.send();
      return own.fileTaken({ count: format.number(taken, 0), known: format.number(known, 0) });
    });
  };
  return (
    <section className={classes.device} aria-label={own.fileTitle}>
      <h2 className={classes.name}>{own.fileTitle}</h2>
      <Text size="sm">{own.fileLead}</Text>
      <Group gap={8}>
        {unsent > 0 && (
          <Button variant="default" mih={44} onClick={() => void save()}>
            {own.fileSave}
          </Button>
        )}
        <FileButton accept=".diaban,application/json" onChange={take}>
          {(props) => (
            <Button {...props} variant="default" mih={44}>
              {own.fileTake}
            </Button>
          )}
        </FileButton>
      </Group>
      {said !== null &&
        (wrong ? <Notice>{said}</Notice> : <output className={classes.said}>{said}</output>)}
    </section>
  );
}
