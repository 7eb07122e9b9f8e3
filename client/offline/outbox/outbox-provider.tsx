import { useThrottledCallback } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, type ReactNode } from 'react';

import { connection, onConnectionChange } from '#client/api/connection.ts';
import { openDeviceOutbox, type Owner } from './device.ts';
import type { OutboxKinds } from './kinds.ts';
import { OutboxContext } from './outbox-context.ts';

/** The first look at the device's database waits until the first screen has been drawn. */
const LATEST_START = 3_000;
/**
 * Shortest time between two sendings because the server can be reached again. Where writes get lost and reads do not,
 * every lost write is followed by such a contact: without a pause they would go on ten times a second.
 */
const CONTACT_MILLISECONDS = 5_000;

/** Gives the screens below the outbox of the signed-in account, and sends what waits in it. */
export function OutboxProvider({
  owner,
  kinds,
  onRevoked,
  children,
}: {
  owner: Owner;
  kinds: OutboxKinds;
  /** Takes the account of which unsent work is to be deleted, or null. */
  onRevoked: (wipedAccountId: string | null) => void;
  children: ReactNode;
}) {
  const client = useQueryClient();
  const { account, role, unsentKey } = owner;
  const opened = useMemo(
    () => openDeviceOutbox({ account: { id: account.id }, role, unsentKey }, client),
    [account.id, role, unsentKey, client],
  );
  useEffect(
    function followOutcomes() {
      return opened.outbox.onSettled((entry, outcome) => {
        if (outcome.kind === 'stopped' && outcome.why === 'revoked') onRevoked(null);
        if (outcome.kind === 'stopped' && outcome.why === 'wiped') onRevoked(entry.accountId);
        if (outcome.kind !== 'done' && outcome.kind !== 'refused') return;
        void kinds[entry.kind]?.().then(({ default: kind }) => kind.refresh(client));
      });
    },
    [client, kinds, onRevoked, opened],
  );
  const sendOnContact = useThrottledCallback(() => void opened.outbox.send(), CONTACT_MILLISECONDS);
  useEffect(
    function sendWhatWaits() {
      let sleep: (() => void) | undefined;
      const stop = whenIdle(() => {
        sleep = opened.wake();
      });
      const unsubscribe = onConnectionChange(() => {
        if (connection().reachable) sendOnContact();
      });
      return () => {
        stop();
        unsubscribe();
        sleep?.();
      };
    },
    [opened, sendOnContact],
  );
  const provided = useMemo(() => ({ outbox: opened.outbox, kinds }), [opened, kinds]);
  return <OutboxContext value={provided}>{children}</OutboxContext>;
}

function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(work, { timeout: LATEST_START });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(work, LATEST_START);
  return () => clearTimeout(timer);
}
