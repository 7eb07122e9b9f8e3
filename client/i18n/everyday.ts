import { confirmAgain } from './words/confirm-again.ts';
import { destinations } from './words/destinations.ts';
import { drafts } from './words/drafts.ts';
import { emptyLists } from './words/empty-lists.ts';
import { handover } from './words/handover.ts';
import { hints } from './words/hints.ts';
import { lateEntries } from './words/late-entries.ts';
import { notices } from './words/notices.ts';
import { outbox } from './words/outbox.ts';
import { placeFacts } from './words/place-facts.ts';
import { pointActs } from './words/point-acts.ts';
import { pointDrawer } from './words/point-drawer.ts';
import { pointsList } from './words/points.ts';
import { register } from './words/register.ts';
import { shortcuts } from './words/shortcuts.ts';
import { tips } from './words/tips.ts';
import { worklist } from './words/worklist.ts';

/**
 * Words of the frame and of the work list in both languages: the first screen of most people waits for these alone. A
 * test finds words that are missing here.
 */
export const everyday = {
  confirmAgain,
  destinations,
  drafts,
  emptyLists,
  handover,
  hints,
  lateEntries,
  notices,
  outbox,
  placeFacts,
  pointActs,
  pointDrawer,
  pointsList,
  register,
  shortcuts,
  tips,
  worklist,
};
