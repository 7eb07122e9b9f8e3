import { nextOpening, storeOwner } from './outbox/device-store.ts';
import { withStore } from './device-notes.ts';

/** A piece of typed text with the words beside its field, as its writer saw it. */
export type TypedText = { label: string; text: string };

/** A field of a form as its writer left it, and as it had been when the form opened. */
export type DraftField = TypedText & { from: unknown; to: unknown };

/**
 * Everything that was typed into a form and not sent. It lies sealed beside the outbox and outlives the session, as unsent
 * work does: the server opens it for its account after the next sign-in, and a sign-out deletes it.
 */
export type Draft = {
  /** Time of the last change, milliseconds since 1970. */
  at: number;
  /** Key under which it was sent, or will be: a try whose answer was lost is not written twice after a reload. */
  key?: string;
  fields: Readonly<Record<string, DraftField>>;
  /** Text of earlier drafts that has no place in the form any more. */
  left: readonly TypedText[];
};

const PREFIX = 'draft ';
/** Drafts of this page by account and form: also where the device keeps none, or has not been read yet. */
const ofPage = new Map<string, Draft>();
const ofAccount = (name: string) => `${storeOwner()} ${name}`;

/**
 * Reads the draft of a form; null where there is none. Waits while what an earlier session has left on the device is still
 * closed.
 */
export async function readDraft(name: string): Promise<Draft | null> {
  const here = ofPage.get(ofAccount(name));
  if (here !== undefined) return here;
  for (;;) {
    const opening = nextOpening();
    let found: Draft[] = [];
    let closed = false;
    await withStore(async (store, accountId) => {
      // Asked first: what opens in between is found.
      closed = (await store.closedKeys(accountId)).length > 0;
      const values = await store.notesNamed(accountId, PREFIX + name);
      found = values.map((value) => JSON.parse(value) as Draft);
    });
    if (found.length > 0 || !closed) return latest(found);
    await opening;
  }
}

/** Holds a draft in memory, until the device has it. */
export function holdDraft(name: string, draft: Draft): void {
  if (storeOwner() !== null) ofPage.set(ofAccount(name), draft);
}

/** Lets go of a draft in memory: nobody finds it again on this page. */
export function letGoOfDraft(name: string): void {
  ofPage.delete(ofAccount(name));
}

/** Keeps a draft in the place of an earlier one. False where the device keeps nothing. */
export async function keepDraft(name: string, draft: Draft): Promise<boolean> {
  const note = { name: PREFIX + name, value: JSON.stringify(draft), at: draft.at };
  return await withStore((store, accountId) => store.putNote(accountId, note, true));
}

/** Drops a draft: sent, or not wanted any more. */
export async function dropDraft(name: string): Promise<void> {
  await withStore((store, accountId) => store.dropNote(accountId, PREFIX + name));
}

/** Counts the drafts of the person who is signed in. */
export async function countDrafts(): Promise<number> {
  let count = 0;
  await withStore(async (store, accountId) => {
    const names = [...(await store.notesOf(accountId)).keys()];
    count = names.filter((name) => name.startsWith(PREFIX)).length;
  });
  return count;
}

/** The last of several drafts of a form; what only an earlier one holds is shown beside it. */
function latest(drafts: readonly Draft[]): Draft | null {
  const last = drafts.at(-1);
  if (last === undefined) return null;
  const here = new Set([...Object.values(last.fields), ...last.left].map(({ text }) => text));
  const earlier = drafts
    .slice(0, -1)
    .flatMap(({ fields, left }) => [...Object.values(fields), ...left])
    .filter(({ text }) => text !== '' && !here.has(text))
    .map(({ label, text }) => ({ label, text }));
  return { ...last, left: [...last.left, ...earlier] };
}
