import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { inShownOrder, isBehind } from '#client/offline/outbox/rules.ts';
import { useEntries, useOutbox } from '#client/offline/outbox/outbox-context.ts';
import { Disclosure } from '#client/ui/disclosure.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page } from '#client/ui/page.tsx';

import { EntryCard } from './entry-card.tsx';
import { DevicePart } from './device-part.tsx';
import { UnsentFilePart } from './unsent-file-part.tsx';
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
        <ol className={classes.list} aria-label={own.list}>
          {unsent.map((entry) => (
            <EntryCard key={entry.id} entry={entry} behind={isBehind(entry, entries)} />
          ))}
        </ol>
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
    <section className={classes.sent}>
      <Disclosure words={name} forced={false}>
        <ol className={classes.list} aria-label={name}>
          {sent.map((entry) => (
            <EntryCard key={entry.id} entry={entry} behind={false} />
          ))}
        </ol>
      </Disclosure>
    </section>
  );
}
