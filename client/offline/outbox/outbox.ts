import type { Clock } from '#client/i18n/clock.ts';
import type { IsoInstant } from '#server/contract/time.ts';

import type { Entry, NewEntry } from './entry.ts';
import { asError } from './entry-problem.ts';
import { createHolds } from './holds.ts';
import { anew, entryOf, triedAgain } from './new-entry.ts';
import type { ReadReceipt } from './receipt.ts';
import { isHeld, pauseAfter, problemForWriter, waitUntil, type Outcome } from './rules.ts';
import { createDirectSender } from './send-at-once.ts';
import { sendWaiting, type OneAtATime } from './sender.ts';
import { EntryGone, isClosed, type OutboxStore } from './store.ts';
import type { Fetch } from './transport.ts';

/** Sent, with the server's answer (null when another tab heard it), or kept to be sent later. */
export type Submitted = { sent: true; answer: unknown } | { sent: false };

export type OutboxPorts = {
  accountId: string;
  store: () => Promise<OutboxStore>;
  fetch: Fetch;
  readReceipt: ReadReceipt;
  now: () => number;
  clock: () => Clock;
  /** Time of the data that the screens show at present. */
  seenAt: () => IsoInstant;
  reachable: () => Promise<boolean>;
  /** Opens the account's sealed entries; rejects while their key cannot be had. */
  openSealed: () => Promise<void>;
  /** Waits until a writer has had the time to see a refusal in the form. */
  refusalSeen: () => Promise<void>;
  oneAtATime: OneAtATime;
  /** Tells the other tabs that something changed. */
  tell: () => void;
};

type SettledListener = (entry: Entry, outcome: Outcome) => void;

/** Longest time that a writer is kept waiting for an answer before the entry goes on in the background. */
const PATIENCE_MILLISECONDS = 10_000;
/** Time that sent entries stay visible: a day. */
const SHOWN_MILLISECONDS = 86_400_000;

export type Outbox = ReturnType<typeof createOutbox>;

/** The outbox of one account on this device: what is written goes through it, with a network or without. */
export function createOutbox(ports: OutboxPorts) {
  const { accountId, now } = ports;
  const sendAtOnce = createDirectSender(ports);
  const holds = createHolds({ ...ports, changed, send });
  const waiting = new Map<string, (outcome: Outcome) => void>();
  const listeners = new Set<() => void>();
  const settledListeners = new Set<SettledListener>();
  /** Refused entries that stand in the forms of their writers, with their keys. */
  const withWriter = new Map<string, string>();
  let shown: readonly Entry[] = [];
  let others = 0;
  let sealed = 0;
  let looked = false;
  let running: Promise<void> | null = null;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asleep = false;

  async function look(): Promise<void> {
    const [all, closed] = await ports
      .store()
      .then(async (store) => [await store.all(), await store.allClosed()] as const)
      // The device has just forgotten everything, and this page is about to go.
      .catch((error: unknown) => (isClosed(error) ? ([[], []] as const) : Promise.reject(error)));
    shown = all.filter((entry) => entry.accountId === accountId && !withWriter.has(entry.id));
    sealed = closed.filter((entry) => entry.accountId === accountId).length;
    others =
      closed.length -
      sealed +
      all.filter((entry) => entry.accountId !== accountId && entry.state !== 'sent').length;
    looked = true;
    for (const listener of listeners) listener();
  }

  async function changed(): Promise<void> {
    ports.tell();
    await look();
  }

  async function run(): Promise<void> {
    const store = await ports.store();
    await store.removeSentBefore(now() - SHOWN_MILLISECONDS);
    const due = (await isAllOpen(store)) ? await sendOpen(store) : now() + pauseAfter(1, null);
    clearTimeout(timer);
    if (due !== null && !asleep) timer = setTimeout(() => void send(), waitUntil(due, now()));
  }

  /** Opens what is sealed first: nothing that was written later may overtake it. */
  async function isAllOpen(store: OutboxStore): Promise<boolean> {
    if (!(await store.hasSealed(accountId))) return true;
    return await ports.openSealed().then(
      () => true,
      () => false,
    );
  }

  function sendOpen(store: OutboxStore): Promise<number | null> {
    return sendWaiting(
      {
        ...ports,
        store,
        onOutcome(entry, outcome) {
          waiting.get(entry.id)?.(outcome);
          for (const listener of settledListeners) listener(entry, outcome);
          void changed();
        },
      },
      accountId,
    );
  }

  /** Tells waiting writers the fate of their entries: another tab sent it, or it stays for now. */
  async function tellWriters(): Promise<void> {
    const store = await ports.store();
    for (const [id, resolve] of waiting) {
      const entry = await store.get(id);
      if (entry?.state === 'sent') {
        resolve({ kind: 'done', answer: null, receipt: entry.receipt });
      } else if (entry?.state === 'refused' && entry.problem !== null) {
        resolve({ kind: 'refused', problem: entry.problem });
      } else {
        const held = entry?.held ?? { by: 'network', status: null };
        resolve({ kind: 'later', network: false, held, retryAfterSeconds: null });
      }
    }
  }

  async function sendWhileAsked(): Promise<void> {
    try {
      do {
        again = false;
        await run();
        await tellWriters();
      } while (again);
    } catch (error) {
      if (!isClosed(error)) throw error;
    } finally {
      // In the same moment as the last look at `again`: no call may fall between them.
      running = null;
    }
  }

  /** Lets the refused entries go that their writers have seen in their forms, unless another tab has taken them up. */
  async function letGo(): Promise<void> {
    const seen = [...withWriter];
    if (seen.length === 0) return;
    const store = await ports.store();
    for (const [id, key] of seen) {
      await store.removeRefused(id, key);
      withWriter.delete(id);
    }
    await changed();
  }

  /** Sends what may go now; while that runs, another call makes it look once more. */
  async function send(): Promise<void> {
    if (asleep) return;
    if (running !== null) {
      again = true;
      await running;
      return;
    }
    running = sendWhileAsked();
    await running;
  }

  /**
   * Keeps an entry and waits a little for what becomes of it, unless it is to be held. A refusal goes to the writer, and the entry goes once they
   * have seen it; where `writerIsThere` says that their form has gone meanwhile, the entry stays, to be looked at.
   */
  async function submit(
    written: NewEntry,
    writerIsThere: () => boolean = () => true,
  ): Promise<Submitted> {
    const { entry, contents } = await entryOf(written, ports);
    try {
      const store = await ports.store();
      await letGo();
      await holds.endOf(entry.lane);
      await store.add(entry, contents);
    } catch {
      // A device that cannot keep anything (a private window, a full disk) still can send.
      return { sent: true, answer: await sendAtOnce(entry, contents) };
    }
    if (isHeld(entry, now())) {
      await changed();
      void send();
      return { sent: false };
    }
    const settled = new Promise<Outcome>((resolve) => waiting.set(entry.id, resolve));
    void changed();
    void send();
    let patience;
    const outOfPatience = new Promise<null>((resolve) => {
      patience = setTimeout(() => resolve(null), PATIENCE_MILLISECONDS);
    });
    const outcome = await Promise.race([settled, outOfPatience]);
    clearTimeout(patience);
    waiting.delete(entry.id);
    if (outcome?.kind === 'done') return { sent: true, answer: outcome.answer };
    if (outcome?.kind === 'refused' && writerIsThere()) {
      // Its writer has it before their eyes. If the page is killed before they have seen it, it stays in the outbox.
      withWriter.set(entry.id, entry.key);
      await look();
      void ports
        .refusalSeen()
        .then(letGo)
        .catch(() => undefined);
      throw asError(outcome.problem);
    }
    const unconfirmed = problemForWriter(outcome);
    if (unconfirmed !== null && writerIsThere()) {
      await (await ports.store()).remove(entry.id);
      await changed();
      throw asError(unconfirmed);
    }
    return { sent: false };
  }

  /**
   * Keeps many entries in one go, to be sent one after the other while this page or a later one is open. What the server
   * refuses stays, to be looked at. Rejects where the device can keep nothing; then nothing is sent either.
   */
  async function submitAll(written: readonly NewEntry[]): Promise<void> {
    const built = await Promise.all(written.map((one) => entryOf(one, ports)));
    await (await ports.store()).addAll(built.map(({ entry }) => entry));
    await changed();
    void send();
  }

  return {
    ...holds.acts,
    accountId,
    submit,
    submitAll,
    send,
    look,
    /** Own entries, oldest first. */
    entries: () => shown,
    /** Number of unsent entries of other accounts on this device, sealed or not. */
    othersWaiting: () => others,
    /** Number of own entries that are still sealed: their key comes with the network. */
    sealedWaiting: () => sealed,
    /** False until the device has been read for the first time: before that the numbers mean nothing. */
    hasLooked: () => looked,
    subscribe: (listener: () => void) => listenTo(listeners, listener),
    /** Hears what became of each try of this tab. */
    onSettled: (listener: SettledListener) => listenTo(settledListeners, listener),
    /** Tries a refused entry again as another intention, or a waiting one at once. */
    async retry(id: string, body?: unknown): Promise<void> {
      await (await ports.store()).update(id, (entry) => triedAgain(entry, body));
      await changed();
      await send();
    },
    /** Puts another content in an entry's place. Throws EntryGone when it is on its way or sent. */
    async replace(id: string, written: NewEntry): Promise<void> {
      const store = await ports.store();
      const before = await store.get(id);
      if (before === null) throw new EntryGone();
      const { entry, contents } = await entryOf(written, ports);
      await store.replace(
        { ...entry, id, ...anew() },
        contents.map((one) => ({ ...one, entryId: id })),
      );
      await changed();
      void send();
    },
    async discard(id: string): Promise<void> {
      await (await ports.store()).remove(id);
      await changed();
    },
    /** A file of an entry, for its form; null when it is not there any more. */
    async file({ attachments }: Entry, id: string): Promise<File | null> {
      const attachment = attachments.find((one) => one.id === id);
      const bytes = await (await ports.store()).content(id);
      if (attachment === undefined || bytes === null) return null;
      return new File([bytes], attachment.name, { type: attachment.type });
    },
    /** Asleep it sends nothing of itself: its page has gone, or nobody is signed in. */
    sleep(deep: boolean) {
      asleep = deep;
      clearTimeout(timer);
    },
  };
}

function listenTo<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
