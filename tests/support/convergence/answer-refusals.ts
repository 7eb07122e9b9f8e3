import { OUTBOX_KINDS } from '#client/app/screens.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import type { OutboxKind } from '#client/offline/outbox/kinds.ts';
import { isConflict, isUnknownHere, offeredFor } from '#client/offline/outbox/rules.ts';
import { EntryGone } from '#client/offline/outbox/store.ts';

import type { Meant, Scene } from './history.ts';
import type { Tab, Phone } from './phone.ts';
import { entryOf } from './street-acts.ts';

/** Ways to answer a refusal, in the order in which an author tries them; what the outbox does not offer is left out. */
const WAYS = [['again', 'change', 'give_up'], ['change', 'again', 'give_up'], ['give_up']] as const;

/** The product's own code about a kind of entries; null for tips, which no screen keeps. */
export async function kindOf({ kind }: Pick<Entry, 'kind'>): Promise<OutboxKind | null> {
  const load = OUTBOX_KINDS[kind];
  return load === undefined ? null : (await load()).default;
}

/**
 * Lets the author look at each refused entry and answer it by one of the ways that the outbox offers. A page that is
 * killed meanwhile leaves the rest for the next look.
 * @param how number of the order in which ways are tried: again first, changed first, or given up
 * @returns the number of refused entries
 */
export async function answerRefusals(scene: Scene, phone: Phone, how: number): Promise<number> {
  const tab = await phone.tab();
  await tab.life.lives(tab.outbox.look());
  const refused = tab.outbox.entries().filter(({ state }) => state === 'refused');
  for (const entry of refused) {
    if (tab.life.isDead()) break;
    const meant = scene.meant.get(entry.label);
    if (meant === undefined) throw new Error(`nobody meant ${entry.label}`);
    // Its page was killed before the refusal could be left in the form.
    meant.givenUp = false;
    scene.met(`refused ${entry.problem?.code}`);
    if (isConflict(entry)) await scene.onConflict(entry);
    await answerOne({ scene, phone, tab }, { entry, meant }, how);
  }
  return refused.length;
}

async function answerOne(
  { scene, phone, tab: { outbox, life } }: { scene: Scene; phone: Phone; tab: Tab },
  { entry, meant }: { entry: Entry; meant: Meant },
  how: number,
): Promise<void> {
  const kind = await kindOf(entry);
  const hasForm = kind === null || kind.Form !== undefined;
  const offered = offeredFor(entry, { settledBy: kind?.settledBy ?? [], hasForm });
  const way = (WAYS[how] ?? WAYS[2]).find((one) => one === 'give_up' || offered[one]);
  if (way === 'again') {
    await life.lives(outbox.retry(entry.id, await kind?.renew?.(entry)));
  } else if (way === 'change') {
    const changed = entryOf(meant, { places: scene.places, nowMilliseconds: phone.now() });
    // The form begins with what the register has now.
    const body = (await kind?.renew?.({ ...entry, ...changed, attachments: [] })) ?? changed.body;
    await life.lives(outbox.replace(entry.id, { ...changed, body }).catch(ignoreGone));
  } else {
    await life.lives(outbox.discard(entry.id));
    // Killed before its storage step, the page has not given it up.
    if ((await phone.entries()).every(({ id }) => id !== entry.id)) {
      meant.givenUp = true;
      meant.unsure ||= isUnknownHere(entry.problem);
    }
  }
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof EntryGone)) throw error;
}
