import type { Entry } from './entry.ts';
import { isHeld } from './rules.ts';
import type { OutboxStore } from './store.ts';

/** Longest time that an entry is kept for its open form: a page that was killed lets it go then. */
const FORM_MILLISECONDS = 1_800_000;

/**
 * Makes the part of an outbox that keeps entries from being sent while their writer may still take them out or change
 * them.
 * @param given.changed tells the screens and the other tabs
 * @param given.send sends what may go
 */
export function createHolds(given: {
  accountId: string;
  store: () => Promise<OutboxStore>;
  now: () => number;
  changed: () => Promise<void>;
  send: () => Promise<void>;
}) {
  const { accountId, now } = given;
  const inForms = new Set<string>();

  async function end(meant: (entry: Entry) => boolean): Promise<void> {
    const store = await given.store();
    for (const entry of await store.all()) {
      if (entry.accountId !== accountId || inForms.has(entry.id) || !meant(entry)) continue;
      await store.update(entry.id, (found) =>
        isHeld(found, now()) ? { ...found, notBefore: 0 } : null,
      );
    }
  }

  return {
    /** Ends the holds of a lane: their writer has gone on to the next entry. */
    endOf: (lane: string) => end((entry) => entry.lane === lane),
    acts: {
      /** Sends what is held for its writer, who leaves the page; what stands in an open form stays. */
      async endHolds(): Promise<void> {
        await end(() => true);
        await given.send();
      },
      /** Keeps an entry that was never tried from being sent while its form is open. */
      async holdForForm(id: string): Promise<void> {
        inForms.add(id);
        const until = now() + FORM_MILLISECONDS;
        await (
          await given.store()
        ).update(id, (entry) =>
          entry.state === 'waiting' && entry.attempts === 0 ? { ...entry, notBefore: until } : null,
        );
        await given.changed();
      },
      /** Sends an entry whose form has closed, unless the form is there again at once. */
      async endFormHold(id: string): Promise<void> {
        inForms.delete(id);
        await Promise.resolve();
        if (inForms.has(id)) return;
        await end((entry) => entry.id === id);
        await given.changed();
        await given.send();
      },
      /** Takes out an entry as if it had never been written. Throws EntryGone when it is on its way or sent. */
      async takeOut(id: string): Promise<void> {
        await (await given.store()).takeOut(id);
        await given.changed();
      },
    },
  };
}
