import { createContext, use, useEffect, useRef, useState, useSyncExternalStore } from 'react';

import { clock } from '#client/i18n/clock.ts';

import type { Entry, NewEntry } from './entry.ts';
import type { OutboxKind, OutboxKinds } from './kinds.ts';
import type { Outbox } from './outbox.ts';

type Provided = { outbox: Outbox; kinds: OutboxKinds };

export const OutboxContext = createContext<Provided | null>(null);

function useProvided(): Provided {
  const provided = use(OutboxContext);
  if (provided === null) throw new Error('the outbox belongs to screens behind the sign-in');
  return provided;
}

/** The outbox of the signed-in person on this device. */
export function useOutbox(): Outbox {
  return useProvided().outbox;
}

/** Own entries on this device, oldest first; what was sent stays among them for a day. */
export function useEntries(): readonly Entry[] {
  const outbox = useOutbox();
  return useSyncExternalStore(
    (listener) => outbox.subscribe(listener),
    () => outbox.entries(),
  );
}

/** Entries that are not sent yet. */
export function useUnsent(): readonly Entry[] {
  return useEntries().filter(({ state }) => state !== 'sent');
}

/**
 * Sends what a form has written: as a new entry, or in the place of `entry`, which is being changed. Gives the
 * server's answer, or null where it is kept on the device to be sent later. Throws ApiProblem when the server
 * refuses while the form is still there, EntryGone when the changed entry was sent meanwhile.
 */
export function useSubmit<Answer>(
  entry: Entry | null = null,
): (written: NewEntry) => Promise<Answer | null> {
  const outbox = useOutbox();
  const [openedBy] = useState(clock);
  // A list that the entry itself changes may take the form away before the answer is there.
  const mounted = useRef(false);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  return async (written) => {
    if (entry !== null) {
      await outbox.replace(entry.id, { ...written, openedBy });
      return null;
    }
    const submitted = await outbox.submit({ ...written, openedBy }, () => mounted.current);
    return submitted.sent ? (submitted.answer as Answer | null) : null;
  };
}

/** Keeps an entry from being sent while the component is there: its form. */
export function useHeldForForm(id: string): void {
  const outbox = useOutbox();
  useEffect(
    function hold() {
      void outbox.holdForForm(id);
      return () => void outbox.endFormHold(id);
    },
    [id, outbox],
  );
}

export function useLoadKind(): (kind: string) => Promise<OutboxKind | null> {
  const { kinds } = useProvided();
  return async (kind) => (await kinds[kind]?.())?.default ?? null;
}
