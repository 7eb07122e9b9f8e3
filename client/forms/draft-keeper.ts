import { newIdempotencyKey } from '#client/api/call.ts';
import { nowMilliseconds } from '#client/i18n/clock.ts';
import {
  dropDraft,
  holdDraft,
  keepDraft,
  letGoOfDraft,
  readDraft,
  type Draft,
} from '#client/offline/drafts.ts';
import { storeOwner } from '#client/offline/outbox/device-store.ts';
import type { IsoInstant } from '#server/contract/time.ts';

import { asShown, changedFields, fitDraft } from './draft-fields.ts';

type Values = Readonly<Record<string, unknown>>;
/** Puts a value into the field of a path. */
type Put = (path: string, value: unknown) => void;

/** Everything that a form says of its draft. */
export type ShownDraft = {
  /** Time at which the text that was brought back had been typed; null where none was. */
  restoredFrom: IsoInstant | null;
  /** Text of the draft that has no place in the form. */
  left: Draft['left'];
  /** The device does not keep what is typed. */
  refused: boolean;
};

export const NO_DRAFT: ShownDraft = { restoredFrom: null, left: [], refused: false };

/** Without a network nobody opens what an earlier session has left; what is typed must not wait for it. */
const LONGEST_WAIT = 5_000;

/** Writes the drafts of one form, one after the other; of those that come meanwhile the last. */
function createWriter(
  name: string,
  ports: {
    /** The draft of some values; null where nothing of a person is in them. */
    draftOf: (values: Values) => Draft | null;
    /** Waits until an earlier draft has been read. */
    isRead: () => Promise<void> | null;
    onKept: (kept: boolean) => void;
  },
) {
  let pending: Values | null = null;
  let writing = false;

  function hold(values: Values): Draft | null {
    const draft = ports.draftOf(values);
    if (draft === null) letGoOfDraft(name);
    else holdDraft(name, draft);
    return draft;
  }

  async function write(): Promise<void> {
    if (writing) return;
    writing = true;
    await ports.isRead();
    while (pending !== null) {
      // The page shows by then what was chosen.
      await new Promise((resolve) => {
        setTimeout(resolve);
      });
      if (pending === null) break;
      const draft = hold(pending);
      pending = null;
      if (draft === null) await dropDraft(name);
      else ports.onKept(await keepDraft(name, draft));
    }
    writing = false;
  }

  return {
    typed(values: Values): void {
      pending = values;
      hold(values);
      void write();
    },
    async drop(): Promise<void> {
      pending = null;
      letGoOfDraft(name);
      await ports.isRead();
      await dropDraft(name);
    },
  };
}

/** Key under which a form is sent: one for one intention, also over a reload. */
export type KeyOfForm = ReturnType<typeof createKey>;

export function createKey() {
  let key = newIdempotencyKey();
  return {
    read: () => key,
    renew: () => void (key = newIdempotencyKey()),
    /** Goes on with the key of a draft that has one. */
    take: (kept: string | undefined) => void (key = kept ?? key),
  };
}

/** Puts into a form what fits of a draft, and gives what the form says then. */
function putBack(draft: Draft, values: Values, put: Put): Partial<ShownDraft> {
  const fit = fitDraft(draft, values);
  const back = Object.entries(fit.back);
  if (back.length === 0 && fit.left.length === 0) return {};
  for (const [path, value] of back) put(path, value);
  return { restoredFrom: new Date(draft.at).toISOString(), left: fit.left };
}

/** Holds what a form says of its draft, and tells the form when that changes. */
function createShown() {
  let shown = NO_DRAFT;
  let listener: (() => void) | null = null;
  return {
    state: () => shown,
    show: (change: Partial<ShownDraft>): void => {
      shown = { ...shown, ...change };
      listener?.();
    },
    follow: (onShow: (() => void) | null): void => {
      listener = onShow;
    },
  };
}

/**
 * Keeps on the device what is typed into one form, from its opening on, until it is sent or dropped.
 * @param name the form and the thing that it is about
 * @param opened values with which the form opened
 * @param key under which the form is sent; that of a draft takes its place
 */
export function createDraftKeeper(name: string, opened: Values, key: KeyOfForm) {
  let base = opened;
  const { state, show, follow } = createShown();
  let dropped = false;
  /** While values come from here and not from the person. */
  let deaf = false;
  let form: HTMLElement | null = null;
  let reading: Promise<void> | null = null;
  const writer = createWriter(name, {
    draftOf(values) {
      const fields = asShown(changedFields(base, values), form);
      const { left } = state();
      if (Object.keys(fields).length === 0 && left.length === 0) return null;
      return { at: nowMilliseconds(), key: key.read(), fields, left };
    },
    isRead: () => reading,
    onKept(kept) {
      // On a page without a person nothing is ever kept, and nobody expects it.
      if (kept === state().refused && storeOwner() !== null) show({ refused: !kept });
    },
  });

  const silently = (act: () => void) => {
    deaf = true;
    act();
    deaf = false;
  };
  return {
    state,
    silently,
    standsIn: (element: HTMLElement | null): void => {
      if (element !== null) form = element;
    },
    /** Reads the draft once the form is on the page, and puts into it what fits. */
    open(values: () => Values, put: Put, onShow: () => void): () => void {
      follow(onShow);
      let here = true;
      const found = readDraft(name).then((draft) => {
        if (!here || dropped || draft === null) return;
        key.take(draft.key);
        silently(() => show(putBack(draft, values(), put)));
      });
      reading = Promise.race([found, patience()]);
      return () => {
        here = false;
        follow(null);
      };
    },
    typed(values: Values): void {
      if (!deaf) writer.typed(values);
    },
    /** Drops the draft, and begins anew with the values that the form has now. */
    async drop(values: Values): Promise<void> {
      base = values;
      dropped = true;
      show({ ...NO_DRAFT, refused: state().refused });
      await writer.drop();
    },
  };
}

async function patience(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, LONGEST_WAIT);
  });
}
