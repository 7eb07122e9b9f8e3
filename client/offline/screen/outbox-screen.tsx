import { Box, Button, FileButton, Flex, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { nowMilliseconds } from '#client/i18n/clock.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { deviceStore } from '#client/offline/outbox/device-store.ts';
import { unsentServer } from '#client/offline/outbox/device.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { inShownOrder, isBehind } from '#client/offline/outbox/rules.ts';
import { useEntries, useOutbox } from '#client/offline/outbox/outbox-context.ts';
import {
  MOST_FILE_BYTES,
  takeUnsentFile,
  UnsentFileProblem,
  writeUnsentFile,
} from '#client/offline/outbox/unsent-file.ts';
import { Disclosure } from '#client/ui/disclosure.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page } from '#client/ui/page.tsx';
import { saveFile } from '#client/ui/save-file.ts';

import { EntryCard } from './entry-card.tsx';
import { DevicePart } from './device-part.tsx';
import shared from '#client/ui/shared.module.css';
import classes from './outbox.module.css';

/** Everything that this device has yet to send, and what it sent today: to look at, try again, change or discard. */
export default function OutboxScreen() {
  const { outbox: own } = useText();
  const format = useFormat();
  const entries = useEntries();
  const outbox = useOutbox();
  const others = outbox.othersWaiting();
  const sealed = outbox.sealedWaiting();
  const nothingLeft = others === 0 && sealed === 0;
  const { unsent, sent } = inShownOrder(entries);
  const refused = unsent.filter(({ state }) => state === 'refused').length;
  const waiting = unsent.length - refused;
  const count = format.number(waiting, 0);
  const lead = [
    ...(waiting > 0 ? [own.leadUnsent({ count })] : []),
    ...(unsent.length === 0 && nothingLeft ? [own.leadNone] : []),
    ...(refused === 0 ? [] : [own.leadRefused({ count: format.number(refused, 0) })]),
  ].join(' ');
  if (!outbox.hasLooked()) {
    return (
      <Page title={own.title} width="narrow">
        <LoadingRows rows={4} height={44} />
      </Page>
    );
  }
  return (
    <Page
      title={own.title}
      width="narrow"
      lead={lead}
      actions={
        waiting > 0 && (
          <Button variant="default" onClick={() => void outbox.send()}>
            {own.sendNow}
          </Button>
        )
      }
    >
      {sealed > 0 && <Notice>{own.sealed({ count: format.number(sealed, 0) })}</Notice>}
      {others > 0 && <Notice>{own.others({ count: format.number(others, 0) })}</Notice>}
      {entries.length === 0 && nothingLeft && <NothingWaits />}
      {unsent.length > 0 && (
        <Flex component="ol" direction="column" gap="xs" aria-label={own.list}>
          {unsent.map((entry) => (
            <EntryCard key={entry.id} entry={entry} behind={isBehind(entry, entries)} />
          ))}
        </Flex>
      )}
      {sent.length > 0 && <SentEntries sent={sent} />}
      <UnsentFilePart unsent={unsent.length} />
      <DevicePart />
    </Page>
  );
}

function NothingWaits() {
  const { outbox: own } = useText();
  return (
    <EmptyState
      title={own.emptyTitle}
      action={
        <Button variant="default" renderRoot={(props) => <Link {...props} to="/" />}>
          {own.toWork}
        </Button>
      }
    >
      {own.empty}
    </EmptyState>
  );
}

/** Entries sent today, latest first; folded, since nothing is left to do about them. */
function SentEntries({ sent }: { sent: readonly Entry[] }) {
  const { outbox: own } = useText();
  const format = useFormat();
  const name = own.sentList({ count: format.number(sent.length, 0) });
  return (
    <Box component="section" mt="md">
      <Disclosure words={name} forced={false}>
        <Flex component="ol" direction="column" gap="xs" aria-label={name}>
          {sent.map((entry) => (
            <EntryCard key={entry.id} entry={entry} behind={false} />
          ))}
        </Flex>
      </Disclosure>
    </Box>
  );
}

/** Saves what is unsent as a file, for a device that finds no network, and takes such a file of another device. */
function UnsentFilePart({ unsent }: { unsent: number }) {
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
      <h2 className={shared.wrap}>{own.fileTitle}</h2>
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
